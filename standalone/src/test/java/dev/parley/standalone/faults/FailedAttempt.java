package dev.parley.standalone.faults;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Triggers.Failure;
import dev.parley.conversation.model.ModelException;
import dev.parley.conversation.model.ModelRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fails the first call of the model for a conversation, and on wish loses the report of it, without
 * which no timer knows.
 */
final class FailedAttempt extends MutedSweep {
    private final AtomicBoolean failed = new AtomicBoolean();

    private final boolean reported;

    FailedAttempt(ConversationId id, boolean reported) {
        super(id);
        this.reported = reported;
    }

    @Override
    public boolean reports(Failure failure) {
        return reported || !failure.conversation().equals(id());
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
