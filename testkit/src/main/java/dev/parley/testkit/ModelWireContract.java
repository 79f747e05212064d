package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.model.LanguageModel;
import dev.parley.conversation.model.ModelAnswer;
import dev.parley.conversation.model.ModelAnswer.Finish;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import dev.parley.conversation.model.ToolCall;
import dev.parley.testkit.openai.OpenAiStub;
import dev.parley.testkit.openai.StubReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes over the wire and what is made of it. */
interface ModelWireContract {
    Duration WAIT = Duration.ofSeconds(30);
    String UNICODE = "Grüße\n\"100 €\" \uD83D\uDE00 \u2028 {ok}\tend";

    OpenAiStub stub();

    String key();

    LanguageModel connected(String key, Duration timeout);

    @Test
    default void wholePromptIsSent() throws Exception {
        var call = new ToolCall("call_a", "find_order", "{\"number\":7}");
        var tool =
                new ModelRequest.Tool(
                        "find_order",
                        "Finds an order.",
                        "{\"type\":\"object\",\"properties\":{\"number\":{\"type\":\"integer\"}},\"required\":[\"number\"]}");
        var request =
                new ModelRequest(
                        "turn-7.2",
                        "Be kind.",
                        List.of(
                                new ModelMessage.User("Hello"),
                                new ModelMessage.Assistant("Hi!"),
                                new ModelMessage.User(UNICODE),
                                new ModelMessage.Assistant("", List.of(call)),
                                new ModelMessage.ToolResult("call_a", "{\"state\":\"sent\"}")),
                        List.of(tool));

        connected(key(), WAIT).generate(request);
        connected(key(), WAIT).stream(request, _ -> {});

        assertThat(stub().calls()).hasSize(2);
        for (var sent : stub().calls()) {
            var messages = sent.body().path("messages");
            assertThat(messages.size()).isEqualTo(6);
            assertThat(messages.findValuesAsString("role"))
                    .containsExactly("system", "user", "assistant", "user", "assistant", "tool");
            assertThat(messages.path(0).path("content").asString()).isEqualTo("Be kind.");
            assertThat(messages.path(3).path("content").asString()).isEqualTo(UNICODE);
            var asked = messages.path(4).path("tool_calls").path(0);
            assertThat(asked.path("id").asString()).isEqualTo("call_a");
            assertThat(asked.path("function").path("name").asString()).isEqualTo("find_order");
            assertThat(asked.path("function").path("arguments").asString())
                    .isEqualTo("{\"number\":7}");
            assertThat(messages.path(5).path("tool_call_id").asString()).isEqualTo("call_a");
            assertThat(messages.path(5).path("content").asString())
                    .isEqualTo("{\"state\":\"sent\"}");
            var function = sent.body().path("tools").path(0).path("function");
            assertThat(function.path("name").asString()).isEqualTo("find_order");
            assertThat(function.path("parameters").path("required").path(0).asString())
                    .isEqualTo("number");
            assertThat(sent.headers()).containsValue("turn-7.2");
        }
    }

    @Test
    default void textComesBackAsItWasWritten() throws Exception {
        stub().answering(StubReply.text(UNICODE));

        for (var answer : bothAnswers()) {
            assertThat(answer.text()).isEqualTo(UNICODE);
        }
    }

    @Test
    default void toolCallsComeBackWholeAndInOrder() throws Exception {
        var first =
                new ToolCall(
                        "call_1",
                        "find_order",
                        "{\"number\":7,\"note\":\"" + "x".repeat(40) + "\"}");
        var second = new ToolCall("call_2", "find_customer", "{\"name\":\"Ada Ü\"}");
        stub().answering(StubReply.toolCalls(first, second));

        for (var answer : bothAnswers()) {
            assertThat(answer.toolCalls()).containsExactly(first, second);
            assertThat(answer.finish()).isEqualTo(Finish.TOOL_CALLS);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    default void usageIsToldInStreamsToo() throws Exception {
        stub().answering(StubReply.text("one two three"));

        for (var answer : bothAnswers()) {
            assertThat(answer.completionTokens()).isEqualTo(3);
            assertThat(answer.promptTokens()).isPositive();
        }
    }

    @Test
    default void answerCutAtTheLongestAllowedSaysSo() throws Exception {
        stub().answering(StubReply.text("and then").finishing("length"));

        for (var answer : bothAnswers()) {
            assertThat(answer.finish()).isEqualTo(Finish.LENGTH);
            assertThat(answer.text()).isEqualTo("and then");
        }
    }

    @Test
    default void pieceIsShownBeforeTheAnswerIsWhole() throws Exception {
        stub().answering(StubReply.text("one two three").paced(Duration.ofMillis(200)));
        var seen = new ArrayList<Integer>();

        connected(key(), WAIT).stream(question(), _ -> seen.add(stub().counts().running()));

        assertThat(seen).startsWith(1, 1);
    }

    private List<ModelAnswer> bothAnswers() throws Exception {
        var model = connected(key(), WAIT);
        return List.of(model.generate(question()), model.stream(question(), _ -> {}));
    }

    private static ModelRequest question() {
        return LanguageModelContract.question("Where is my order?");
    }
}
