package dev.parley.ingest.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.deadletter.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the dead letters, in the order they were given up.
 *
 * @param next cursor of the next page; absent when this is the last one
 */
@JsonInclude(NON_NULL)
record DeadLetterPage(List<Letter> letters, @Nullable String next) {
    /**
     * A dead letter.
     *
     * @param record as it came; in answers about one letter, and for the operator alone
     */
    @JsonInclude(NON_NULL)
    record Letter(
            String id,
            @Nullable String organization,
            @Nullable String conversation,
            @Nullable Long turn,
            String stage,
            String cause,
            Instant at,
            String state,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            Source source,
            @Nullable RawRecord record) {
        static Letter of(DeadLetter letter) {
            return of(letter, null);
        }

        static Letter whole(DeadLetter letter) {
            return of(letter, RawRecord.of(letter.record()));
        }

        private static Letter of(DeadLetter letter, @Nullable RawRecord record) {
            var decision = letter.decision();
            return new Letter(
                    letter.id(),
                    letter.organization(),
                    letter.conversation(),
                    letter.turn(),
                    letter.stage(),
                    letter.cause(),
                    letter.at(),
                    Names.of(decision.state()),
                    decision.at(),
                    decision.by(),
                    Source.of(letter.record()),
                    record);
        }
    }

    /** Where the record was that was given up. */
    record Source(String topic, int partition, long offset, Instant at) {
        private static Source of(dev.parley.conversation.deadletter.GivenUpRecord record) {
            return new Source(record.topic(), record.partition(), record.offset(), record.at());
        }
    }
}
