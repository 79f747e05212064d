package dev.parley.model.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.model.ModelAnswer.Finish;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelException.Kind;
import dev.parley.conversation.model.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
    private final Completion completion = new Completion("gpt-test");

    @Test
    void piecesOfTwoToolCallsMayComeInTurnsWhenTheyAreNumbered() throws Exception {
        completion.toolCall(0L, "a", "first", "{\"x\"");
        completion.toolCall(1L, "b", "second", "");
        completion.toolCall(0L, null, null, ":1}");
        completion.toolCall(1L, null, null, "{}");
        completion.finish("tool_calls");

        assertThat(completion.answer().toolCalls())
                .containsExactly(
                        new ToolCall("a", "first", "{\"x\":1}"), new ToolCall("b", "second", "{}"));
    }

    @Test
    void pieceWithoutNumberAndIdBelongsToTheNewestCall() throws Exception {
        completion.toolCall(null, "a", "first", "{");
        completion.toolCall(null, null, null, "}");
        completion.toolCall(null, "b", "second", null);
        completion.finish("tool_calls");

        assertThat(completion.answer().toolCalls())
                .containsExactly(
                        new ToolCall("a", "first", "{}"), new ToolCall("b", "second", "{}"));
    }

    @Test
    void callsWithoutIdsAreToldApart() throws Exception {
        completion.toolCall(0L, "", "first", "{}");
        completion.toolCall(1L, null, "second", "{}");
        completion.finish("stop");

        var answer = completion.answer();

        assertThat(answer.toolCalls()).extracting(ToolCall::id).doesNotHaveDuplicates();
        assertThat(answer.finish()).isEqualTo(Finish.TOOL_CALLS);
    }

    @Test
    void callThatNamesNoToolIsBroken() {
        completion.toolCall(0L, "a", null, "{}");
        completion.finish("tool_calls");

        assertThatThrownBy(completion::answer)
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN_ANSWER));
    }

    @Test
    void refusalIsRejectedWhateverTheFinishReason() {
        completion.text("I am sorry");
        completion.refused();
        completion.finish("stop");

        assertThatThrownBy(completion::answer)
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED));
    }

    @ParameterizedTest
    @CsvSource({
        "'', stop, BROKEN_ANSWER",
        "' ', length, BROKEN_ANSWER",
        "text, tool_calls, BROKEN_ANSWER",
        "text, insufficient_system_resource, BROKEN_ANSWER",
        "text, , BROKEN_ANSWER",
        "text, content_filter, REJECTED"
    })
    void whatIsNoWholeAnswerIsRefused(String text, String finish, Kind kind) {
        completion.text(text);
        if (finish != null) {
            completion.finish(finish);
        }

        assertThatThrownBy(completion::answer)
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
