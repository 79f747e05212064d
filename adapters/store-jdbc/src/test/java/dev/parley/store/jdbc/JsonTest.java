package dev.parley.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Grounding;
import dev.parley.conversation.PlanPath;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.ReplyMetadata;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Words;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final ReplyFacts FACTS =
            new ReplyFacts(
                    Grounding.SAFE, true, true, Words.FIXED, 2, List.of("m1", "m2"), Stage.PLANNER);

    @Test
    void metadataIsReadAsItWasWritten() {
        var metadata =
                new ReplyMetadata(
                        PlanPath.DOCUMENT_QA,
                        "ann",
                        "hello",
                        "gpt",
                        12,
                        3,
                        512,
                        FACTS,
                        Map.of("a", "b"));

        assertThat(Json.metadata(Json.of(metadata))).isEqualTo(metadata);
    }

    /** As builds wrote it whose facts were texts. */
    @Test
    void rowOfBeforeFactsHadTypesSaysWhatItsTextsSaid() {
        var metadata =
                Json.metadata(
                        """
                        {"path":"DOCUMENT_QA","agent":"ann","playbook":null,"model":"offline",\
                        "promptTokens":12,"completionTokens":3,"latencyMillis":512,"detail":{\
                        "groundedness":"safe","ender":"true","offline":"true","failures":"2",\
                        "answers":"m1\\nm2","configurationVersion":"7"}}\
                        """);

        assertThat(metadata.facts())
                .isEqualTo(
                        new ReplyFacts(
                                Grounding.SAFE, true, true, null, 2, List.of("m1", "m2"), null));
        assertThat(metadata.detail())
                .containsEntry("groundedness", "safe")
                .containsEntry("configurationVersion", "7");
    }

    /** What a newer build adds is passed over; what an older one reads is in the detail. */
    @Test
    void unknownFactIsPassedOver() {
        var metadata =
                new ReplyMetadata(PlanPath.HUMAN, null, null, null, 0, 0, 0, FACTS, Map.of());
        var json = Json.of(metadata);
        var newer = json.replace("\"facts\":{", "\"facts\":{\"mood\":\"fine\",");

        assertThat(newer).isNotEqualTo(json);
        assertThat(Json.metadata(newer).facts()).isEqualTo(FACTS);
        assertThat(json).contains("\"groundedness\":\"safe\"");
    }
}
