package dev.parley.kafka;

import dev.parley.conversation.FormerFacts;
import dev.parley.conversation.Grounding;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Words;
import dev.parley.schemas.Reply;
import dev.parley.schemas.ReplyGrounding;
import dev.parley.schemas.ReplyStage;
import dev.parley.schemas.ReplyWords;
import org.jspecify.annotations.Nullable;

/** Facts of replies as records and back. One that a newer build has added is none to this one. */
final class FactRecords {
    private FactRecords() {}

    static dev.parley.schemas.ReplyFacts record(ReplyFacts facts) {
        return new dev.parley.schemas.ReplyFacts(
                record(facts.grounding()),
                facts.asksWhetherDone(),
                facts.offline(),
                record(facts.words()),
                facts.failures(),
                facts.answers(),
                record(facts.givenUpBy()));
    }

    /** The facts of a reply; of an older build's, which has none, what its texts say. */
    static ReplyFacts facts(Reply reply) {
        var value = reply.getFacts();
        return value == null
                ? FormerFacts.of(reply.getMetadata())
                : new ReplyFacts(
                        grounding(value.getGrounding()),
                        value.getAsksWhetherDone(),
                        value.getOffline(),
                        words(value.getWords()),
                        value.getFailures(),
                        value.getAnswers(),
                        stage(value.getGivenUpBy()));
    }

    private static @Nullable ReplyGrounding record(@Nullable Grounding grounding) {
        return switch (grounding) {
            case null -> null;
            case CHECKED -> ReplyGrounding.CHECKED;
            case REGENERATED -> ReplyGrounding.REGENERATED;
            case SAFE -> ReplyGrounding.SAFE;
            case NOTHING_FOUND -> ReplyGrounding.NOTHING_FOUND;
        };
    }

    private static @Nullable Grounding grounding(@Nullable ReplyGrounding grounding) {
        return switch (grounding) {
            case CHECKED -> Grounding.CHECKED;
            case REGENERATED -> Grounding.REGENERATED;
            case SAFE -> Grounding.SAFE;
            case NOTHING_FOUND -> Grounding.NOTHING_FOUND;
            case null -> null;
            case UNKNOWN -> null;
        };
    }

    private static @Nullable ReplyWords record(@Nullable Words words) {
        return switch (words) {
            case null -> null;
            case MODEL -> ReplyWords.MODEL;
            case PLAYBOOK -> ReplyWords.PLAYBOOK;
            case FIXED -> ReplyWords.FIXED;
        };
    }

    private static @Nullable Words words(@Nullable ReplyWords words) {
        return switch (words) {
            case MODEL -> Words.MODEL;
            case PLAYBOOK -> Words.PLAYBOOK;
            case FIXED -> Words.FIXED;
            case null -> null;
            case UNKNOWN -> null;
        };
    }

    private static @Nullable ReplyStage record(@Nullable Stage stage) {
        return switch (stage) {
            case null -> null;
            case PLANNER -> ReplyStage.PLANNER;
            case EXECUTOR -> ReplyStage.EXECUTOR;
            case POST_PROCESSOR -> ReplyStage.POST_PROCESSOR;
        };
    }

    private static @Nullable Stage stage(@Nullable ReplyStage stage) {
        return switch (stage) {
            case PLANNER -> Stage.PLANNER;
            case EXECUTOR -> Stage.EXECUTOR;
            case POST_PROCESSOR -> Stage.POST_PROCESSOR;
            case null -> null;
            case UNKNOWN -> null;
        };
    }
}
