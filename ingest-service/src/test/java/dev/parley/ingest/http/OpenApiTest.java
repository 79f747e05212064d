package dev.parley.ingest.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.DeliveryState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Ownership;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.Reply;
import dev.parley.conversation.Status;
import dev.parley.conversation.Turn;
import dev.parley.conversation.deadletter.DeadLetterState;
import dev.parley.conversation.organization.Scope;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the description of the API against the code. */
class OpenApiTest {
    /** What goes over the wire, by the name of its schema. */
    static final Map<String, Class<? extends Record>> RECORDS =
            Map.ofEntries(
                    entry("NewOrganization", OrganizationRequest.class),
                    entry("Organization", OrganizationController.Answer.class),
                    entry("Configuration", ConfigurationRequest.class),
                    entry("ConfiguredAgent", ConfigurationRequest.AgentRequest.class),
                    entry("ConfiguredPlaybook", ConfigurationRequest.PlaybookRequest.class),
                    entry("ConfiguredPolicies", ConfigurationRequest.PolicyRequest.class),
                    entry("ConfiguredChannel", ConfigurationRequest.ChannelRequest.class),
                    entry("Applied", ConfigurationController.Applied.class),
                    entry("NewDocument", DocumentController.DocumentRequest.class),
                    entry("Documents", DocumentController.Documents.class),
                    entry("HeldDocument", DocumentController.Documents.Entry.class),
                    entry("NewMessage", PostedMessage.class),
                    entry("NewAuthor", PostedMessage.Author.class),
                    entry("Accepted", MessageController.Accepted.class),
                    entry("ConversationPage", ConversationPage.class),
                    entry("ConversationSummary", ConversationPage.Summary.class),
                    entry("Conversation", ConversationView.class),
                    entry("Closure", ConversationView.End.class),
                    entry("OpenTurn", ConversationView.OpenTurn.class),
                    entry("Message", ConversationView.Entry.class),
                    entry("Author", ConversationView.Author.class),
                    entry("Origin", ConversationView.Origin.class),
                    entry("Standing", EventWriter.Standing.class),
                    entry("Token", EventWriter.Token.class),
                    entry("Explanation", Explanation.class),
                    entry("Answer", Explanation.Answer.class),
                    entry("Step", Explanation.Step.class),
                    entry("Namesake", Explanation.Namesake.class),
                    entry("Keys", KeyController.Keys.class),
                    entry("Key", KeyController.Keys.Key.class),
                    entry("CreatedKey", KeyController.Created.class),
                    entry("NewKey", KeyRequest.class),
                    entry("NewToken", TokenRequest.class),
                    entry("NewCustomer", TokenRequest.Customer.class),
                    entry("IssuedToken", TokenController.Issued.class),
                    entry("CustomerConversation", CustomerView.class),
                    entry("CustomerMessage", CustomerView.Entry.class),
                    entry("CustomerStanding", CustomerView.Standing.class),
                    entry("ChangeOfHands", ChangeOfHands.class),
                    entry("Receipt", ErasureReceipt.class),
                    entry("Hands", OwnershipController.Hands.class),
                    entry("NewReply", PostedReply.class),
                    entry("StoredReply", OwnershipController.Stored.class),
                    entry("RequestedTitle", TitleController.Requested.class),
                    entry("DeadLetterPage", DeadLetterPage.class),
                    entry("DeadLetter", DeadLetterPage.Letter.class),
                    entry("Source", DeadLetterPage.Source.class),
                    entry("RawRecord", RawRecord.class),
                    entry("RawHeader", RawRecord.RawHeader.class),
                    entry("Redrive", DeadLetterController.RedriveRequest.class),
                    entry("RecoveryReport", RecoveryView.class),
                    entry("StuckConversations", StuckConversations.class),
                    entry("Stuck", StuckConversations.Stuck.class),
                    entry("StuckPartition", StuckConversations.StuckPartition.class),
                    entry("Underway", Explanation.Underway.class),
                    entry("StuckTurn", StuckConversations.StuckTurn.class),
                    entry("Problem", Problem.class));

    /** Bodies as they come: everything may be missing, so the schema says what must not. */
    private static final List<String> REQUESTS =
            List.of(
                    "NewOrganization",
                    "NewMessage",
                    "NewAuthor",
                    "Configuration",
                    "ConfiguredAgent",
                    "ConfiguredPlaybook",
                    "ConfiguredPolicies",
                    "ConfiguredChannel",
                    "NewDocument",
                    "NewKey",
                    "NewToken",
                    "NewCustomer",
                    "ChangeOfHands",
                    "Redrive",
                    "NewReply");

    static Stream<String> records() {
        return RECORDS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordAndSchemaHaveTheSameFields(String name) {
        var components = components(name);
        assertThat(OpenApi.schema(name).path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(components).map(RecordComponent::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldIsRequiredUnlessItMayBeLeftOut(String name) {
        if (REQUESTS.contains(name)) {
            return;
        }
        assertThat(required(name))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(components(name))
                                .filter(OpenApiTest::isAlwaysThere)
                                .map(RecordComponent::getName)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldHasTheTypeOfItsComponent(String name) {
        for (var component : components(name)) {
            if (!REQUESTS.contains(name)) {
                var property = OpenApi.schema(name).path("properties").path(component.getName());
                assertThat(described(property))
                        .as("%s.%s", name, component.getName())
                        .isEqualTo(type(component.getGenericType()));
            }
        }
    }

    @Test
    void everySchemaOfAnObjectIsARecord() {
        var objects = new TreeSet<String>();
        for (var schema : OpenApi.document().at("/components/schemas").properties()) {
            if (schema.getValue().has("properties")) {
                objects.add(schema.getKey());
            }
        }
        assertThat(objects).isEqualTo(new TreeSet<>(RECORDS.keySet()));
    }

    @Test
    void enumeratedValuesAreThoseOfTheDomain() {
        assertThat(values(OpenApi.schema("Status"))).isEqualTo(names(Status.values()));
        assertThat(values(OpenApi.schema("Scope")))
                .isEqualTo(Arrays.stream(Scope.values()).map(Scope::text).toList());
        assertThat(values(OpenApi.schema("Owner"))).isEqualTo(names(Ownership.Owner.values()));
        assertThat(values(OpenApi.schema("Path"))).isEqualTo(names(PlanPath.values()));
        assertThat(values(OpenApi.schema("ReplyKind"))).isEqualTo(names(Reply.Kind.values()));
        assertThat(values(OpenApi.schema("Delivery")))
                .isEqualTo(names(DeliveryState.Phase.values()));
        assertThat(values(OpenApi.schema("DeadLetterState")))
                .isEqualTo(names(DeadLetterState.values()));
        assertThat(values(OpenApi.schema("StuckTurn").at("/properties/phase")))
                .isEqualTo(names(Turn.Phase.values()));
        assertThat(values(OpenApi.schema("Message").at("/properties/role")))
                .isEqualTo(names(Message.Role.values()));
        assertThat(values(OpenApi.schema("OpenTurn").at("/properties/phase")))
                .isEqualTo(names(Turn.Phase.values()));
    }

    /** What the chain asks for is what the description says, operation by operation. */
    @Test
    void everyOperationNamesItsScope() {
        for (var name : OpenApi.operations()) {
            var asked =
                    Operations.ALL.stream()
                            .filter(operation ->
                                    name.equals(operation.method() + " " + operation.path()))
                            .findFirst();
            var security = OpenApi.operation(name).path("security");
            assertThat(security.at("/0/key/0").asString(""))
                    .as(name)
                    .isEqualTo(asked.map(Operations.Operation::scope).orElse(Scope.ADMIN).text());
            assertThat(security.size() == 2 && security.path(1).has("token"))
                    .as("%s with a token", name)
                    .isEqualTo(asked.filter(Operations.Operation::forCustomers).isPresent());
        }
        assertThat(Operations.ALL)
                .allSatisfy(operation ->
                        assertThat(OpenApi.operations())
                                .contains(operation.method() + " " + operation.path()));
    }

    @Test
    void problemsAreThoseThereAre() {
        assertThat(values(OpenApi.schema("Problem").at("/properties/type")))
                .isEqualTo(Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        OpenApi.document()
                .findValues("$ref")
                .forEach(reference ->
                        assertThat(
                                        OpenApi.document()
                                                .at(reference.asString().substring(1))
                                                .isMissingNode())
                                .as(reference.asString())
                                .isFalse());
    }

    /** The control: what is not as described is found. */
    @Test
    void answerOfAnotherShapeIsFound() {
        OpenApi.holds(
                "Key", JsonMapper.shared().readTree("{\"id\": \"0123abcd\", \"scopes\": []}"));
        assertThatThrownBy(() ->
                        OpenApi.holds(
                                "Key",
                                JsonMapper.shared().readTree("{\"id\": \"x\", \"scopes\": []}")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() ->
                        OpenApi.check("GET", "/v1/organizations/acme/keys", 200, "{\"keys\": []}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> OpenApi.check("GET", "/v1/organizations/acme/keys", 204, ""))
                .isInstanceOf(AssertionError.class);
    }

    private static RecordComponent[] components(String name) {
        return Objects.requireNonNull(RECORDS.get(name)).getRecordComponents();
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        var include = component.getAccessor().getAnnotation(JsonInclude.class);
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || (include != null && include.value() == JsonInclude.Include.ALWAYS);
    }

    private static List<String> required(String schema) {
        return OpenApi.schema(schema)
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The JSON type, following a reference; an array with that of its items. */
    private static String described(JsonNode property) {
        var reference = property.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return described(OpenApi.document().at(reference.substring(1)));
        }
        var type = property.path("type");
        var name = type.isArray() ? type.path(0).asString() : type.asString();
        return name.equals("array") ? "array of " + described(property.path("items")) : name;
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return "array of " + type(list.getActualTypeArguments()[0]);
        }
        if (type == int.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == double.class) {
            return "number";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        boolean isObject =
                type instanceof ParameterizedType || (type instanceof Class<?> c && c.isRecord());
        return isObject ? "object" : "string";
    }

    private static List<String> values(JsonNode schema) {
        return schema.path("enum").valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Names::of).collect(Collectors.toList());
    }
}
