package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormerFactsTest {
    @Test
    void textsOfBeforeAreReadAsFacts() {
        var facts =
                FormerFacts.of(
                        Map.of(
                                "groundedness", "regenerated",
                                "ender", "true",
                                "offline", "true",
                                "handover.words", "playbook",
                                "failures", "3",
                                "answers", "m1\nm2",
                                "plan.path", "HUMAN"));

        assertThat(facts)
                .isEqualTo(
                        new ReplyFacts(
                                Grounding.REGENERATED,
                                true,
                                true,
                                Words.PLAYBOOK,
                                3,
                                List.of("m1", "m2"),
                                null));
    }

    @Test
    void eachWayToGroundAnAnswerHadItsText() {
        assertThat(grounding("groundedness", "ok")).isEqualTo(Grounding.CHECKED);
        assertThat(grounding("groundedness", "safe")).isEqualTo(Grounding.SAFE);
        assertThat(grounding("fallback", "no passages")).isEqualTo(Grounding.NOTHING_FOUND);
        assertThat(grounding("groundedness", "no passages")).isNull();
    }

    @Test
    void whatIsNotThereOrNotKnownIsNoFact() {
        assertThat(FormerFacts.of(Map.of())).isEqualTo(ReplyFacts.NONE);
        assertThat(
                        FormerFacts.of(
                                Map.of(
                                        "groundedness", "divine",
                                        "ender", "perhaps",
                                        "notice.words", "borrowed",
                                        "failures", "many")))
                .isEqualTo(ReplyFacts.NONE);
    }

    /** Builds older than the type read them there, and people do. */
    @Test
    void factsAreToldAmongTheTextsAsTheyAlwaysWere() {
        var facts =
                new ReplyFacts(
                        Grounding.SAFE, true, true, null, 2, List.of("m1", "m2"), Stage.EXECUTOR);
        var detail =
                new ReplyMetadata(
                                PlanPath.DOCUMENT_QA,
                                null,
                                null,
                                null,
                                0,
                                0,
                                0,
                                facts,
                                Map.of("other", "text"))
                        .detail();

        assertThat(detail)
                .isEqualTo(
                        Map.of(
                                "groundedness", "safe",
                                "ender", "true",
                                "offline", "true",
                                "failures", "2",
                                "answers", "m1\nm2",
                                "other", "text"));
        assertThat(FormerFacts.of(detail))
                .isEqualTo(
                        new ReplyFacts(
                                Grounding.SAFE, true, true, null, 2, List.of("m1", "m2"), null));
    }

    private static @Nullable Grounding grounding(String name, String text) {
        return FormerFacts.of(Map.of(name, text)).grounding();
    }
}
