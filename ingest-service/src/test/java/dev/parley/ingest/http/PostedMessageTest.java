package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.InboundMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostedMessageTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final int LIMIT = 10;
    private static final PostedMessage.Author ADA = new PostedMessage.Author("ada", null, null);

    @Test
    void keyIsScopedByTheConversationBecauseTheClientChoseIt() {
        var message = checked(new PostedMessage("m1", "hello", ADA, null));
        assertThat(message.key().organization()).isEqualTo("acme");
        assertThat(message.key().account()).isEqualTo("rest");
        assertThat(message.key().providerId()).isEqualTo("c1/m1");
        assertThat(message.channel().isPulled()).isTrue();
        assertThat(message.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void messageWithoutIdGetsAnAcceptableOne() {
        var one = checked(new PostedMessage(null, "hello", ADA, null)).messageId();
        var other = checked(new PostedMessage(null, "hello", ADA, null)).messageId();
        assertThat(one).isNotEqualTo(other);
        assertThat(Rules.newMessageId("id", one)).isEqualTo(one);
    }

    @Test
    void lengthIsCountedInCharactersNotInHalvesOfThem() {
        var faces = "\uD83D\uDE00".repeat(LIMIT);
        assertThat(checked(new PostedMessage("m1", faces, ADA, null)).text()).isEqualTo(faces);
        assertThatThrownBy(() -> checked(new PostedMessage("m1", faces + "!", ADA, null)))
                .hasMessage("text must have at most 10 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05T10:00:00+01:00", "2026-01-05T09:00:00Z"})
    void sentAtMayHaveAnyOffset(String text) {
        assertThat(checked(new PostedMessage("m1", "hello", ADA, text)).sentAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-05",
                "1767603600",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void momentThatCannotBeKeptIsRefused(String text) {
        refused(new PostedMessage("m1", "hello", ADA, text), "sentAt");
    }

    @Test
    void textThatWouldComeBackChangedIsRefused() {
        refused(new PostedMessage("m1", "a\u0000b", ADA, null), "text");
        refused(new PostedMessage("m1", "a\uD83Db", ADA, null), "text");
        refused(new PostedMessage("m1", "\uDE00", ADA, null), "text");
    }

    @Test
    void authorIsHeldToItsRules() {
        refused(new PostedMessage("m1", "hello", null, null), "author");
        refused(withAuthor(null, null, null), "author.id");
        refused(withAuthor(" ", null, null), "author.id");
        refused(withAuthor("a\nb", null, null), "author.id");
        refused(withAuthor("a".repeat(201), null, null), "author.id");
        refused(withAuthor("ada", "n".repeat(201), null), "author.name");
        refused(withAuthor("ada", "", null), "author.name");
        refused(
                withAuthor("ada", null, List.<@Nullable Object>of("r".repeat(65))),
                "author.roles[0]");
        refused(
                withAuthor("ada", null, Arrays.<@Nullable Object>asList("staff", null)),
                "author.roles[1]");
        refused(
                withAuthor("ada", null, Collections.<@Nullable Object>nCopies(21, "staff")),
                "author.roles");
    }

    @Test
    void authorWithinTheRulesIsKept() {
        var author = checked(withAuthor("ada", "Ada", List.<@Nullable Object>of("staff"))).author();
        assertThat(author.name()).isEqualTo("Ada");
        assertThat(author.roles()).containsExactly("staff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a~1", "a\n", "\u00e4"})
    void idOutsideTheGrammarIsRefused(String id) {
        refused(new PostedMessage(id, "hello", ADA, null), "id");
        refused(new PostedMessage("x".repeat(129), "hello", ADA, null), "id");
    }

    private static PostedMessage withAuthor(
            @Nullable String id, @Nullable String name, @Nullable List<@Nullable Object> roles) {
        return new PostedMessage("m1", "hello", new PostedMessage.Author(id, name, roles), null);
    }

    private static InboundMessage checked(PostedMessage message) {
        return message.checked(ID, null, LIMIT, NOW);
    }

    private static void refused(PostedMessage message, String field) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> checked(message))
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                });
    }
}
