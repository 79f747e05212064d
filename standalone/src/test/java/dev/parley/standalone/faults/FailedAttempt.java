package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fails the first call of the model for a conversation. */
final class FailedAttempt extends MutedSweep {
    private final AtomicBoolean failed = new AtomicBoolean();

    FailedAttempt(ConversationId id) {
        super(id);
    }

    @Override
    public void beforeModel(ModelRequest request) throws ModelException {
        if (request.requestId().startsWith(id().conversation() + "~")
                && failed.compareAndSet(false, true)) {
            throw new ModelException(
                    ModelException.Kind.UNAVAILABLE, "failed by the test", null, null);
        }
    }
}
