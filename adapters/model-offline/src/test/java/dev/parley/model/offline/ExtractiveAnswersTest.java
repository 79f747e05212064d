package dev.parley.model.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.model.Enclosure;
import dev.parley.conversation.model.Enclosure.Part;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelMessage;
import dev.parley.conversation.model.ModelRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveAnswersTest {
    private static final Part RETURNS =
            new Part(
                    "passage 1",
                    "Returns\nYou can return an item within 30 days. Send it in its original box. We plant trees.");
    private static final Part SHIPPING =
            new Part(
                    "passage 2",
                    "Shipping\n# Cost\nShipping is free from 50 euros. We ship daily.");

    private final OfflineModel model = new OfflineModel(Duration.ZERO, List.of());

    @Test
    void answersWithTheSentenceThatFitsAndItsNumber() throws Exception {
        assertThat(answer("How many days do I have to return something?"))
                .isEqualTo("You can return an item within 30 days. [1]");
        assertThat(answer("When is shipping free?"))
                .isEqualTo("Shipping is free from 50 euros. [2]");
    }

    @Test
    void sentencesOfSeveralPassagesStandInTheirOrder() throws Exception {
        assertThat(answer("Is shipping free, and in which box do I send it?"))
                .isEqualTo("Send it in its original box. [1] Shipping is free from 50 euros. [2]");
    }

    @Test
    void questionThatSharesNoWordGetsTheBestPassagesBeginning() throws Exception {
        assertThat(answer("Zzz?")).isEqualTo("You can return an item within 30 days. [1]");
    }

    @Test
    void handsOverInTheWordsThatThePlaybookQuotes() throws Exception {
        assertThat(
                        handOver(
                                "Say: \u201cA specialist calls you back today.\u201d Be short. Ask: \"What is your number?\""))
                .isEqualTo("A specialist calls you back today. What is your number?");
        assertThatThrownBy(() -> handOver("Be kind and short."))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.kind()).isEqualTo(ModelException.Kind.REJECTED));
    }

    private String answer(String question) throws Exception {
        var prompt = Enclosure.of(List.of(RETURNS, SHIPPING, new Part("customer", question)));
        var answer =
                model.generate(
                        new ModelRequest(
                                "t.1",
                                "Answer.",
                                List.of(new ModelMessage.User(prompt.toString()))));
        assertThat(answer.offline()).isTrue();
        return answer.text();
    }

    private String handOver(String playbook) throws Exception {
        var system =
                "Hand over.\n\n" + Enclosure.of(List.of(new Part("hand-over playbook", playbook)));
        return model.generate(
                        new ModelRequest("t.1", system, List.of(new ModelMessage.User("A human!"))))
                .text();
    }
}
