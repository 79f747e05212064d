package dev.parley.postprocessor.kafka;

import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.kafka.DeadLetterRecords;
import dev.parley.runtime.InOrderException;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.RecordHandler;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.DeadLetter;

/** Keeps dead letters where operators find them. One that comes again changes nothing. */
public final class DeadLetterHandler implements RecordHandler {
    private final DeadLetters letters;

    public DeadLetterHandler(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Outcome handle(WorkRecord record) {
        if (!(record.value() instanceof DeadLetter value)) {
            return Outcome.park("dead letters are no " + record.value().getSchema().getName());
        }
        try {
            letters.keep(DeadLetterRecords.letter(value));
        } catch (RuntimeException e) {
            // Nobody looks after an error report about a letter.
            throw new InOrderException("a dead letter could not be kept", e);
        }
        return Outcome.done();
    }
}
