package dev.parley.planner.kafka;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.GivenUp;
import dev.parley.kafka.InboundRecords;
import dev.parley.kafka.WakeupRecords;
import dev.parley.planner.PlannerWorker;
import dev.parley.runtime.InOrderException;
import dev.parley.runtime.Outcome;
import dev.parley.runtime.RecordHandler;
import dev.parley.runtime.WorkRecord;
import dev.parley.schemas.InboundMessage;
import dev.parley.schemas.Wakeup;
import java.time.Duration;
import java.util.Optional;

/** Gives inbound messages and wakeups to the planner. */
public final class PlannerHandler implements RecordHandler {
    /** A configuration may reach this process after the first message of its organization did. */
    private static final Duration CONFIGURATION_WAIT = Duration.ofMillis(200);

    private static final int CONFIGURATION_ATTEMPTS = 25;

    private final PlannerWorker worker;
    private final Organizations organizations;

    public PlannerHandler(PlannerWorker worker, Organizations organizations) {
        this.worker = worker;
        this.organizations = organizations;
    }

    @Override
    public Outcome handle(WorkRecord record) {
        return switch (record.value()) {
            case InboundMessage message -> receive(record, message);
            case Wakeup wakeup -> wake(wakeup);
            default -> Outcome.park("a planner reads no " + record.value().getSchema().getName());
        };
    }

    private Outcome receive(WorkRecord record, InboundMessage value) {
        dev.parley.conversation.InboundMessage message;
        try {
            message = InboundRecords.message(value);
        } catch (IllegalArgumentException e) {
            return Outcome.park("not a message: " + e.getMessage());
        }
        if (!record.key().equals(message.conversation().toString())) {
            return Outcome.park("the key is not the message's conversation");
        }
        if (isConfigurationMissing(record, message.conversation())) {
            return Outcome.retry("the organization is not known yet", CONFIGURATION_WAIT);
        }
        return outcome(worker.advance(append(message)));
    }

    /**
     * A message is never passed on to an error topic, which would let a later one overtake it. But
     * one that cannot be stored, though the store is there, must not stop those behind it for ever.
     */
    private PlannerWorker.Received append(dev.parley.conversation.InboundMessage message) {
        try {
            return worker.receive(message);
        } catch (RuntimeException e) {
            throw new InOrderException("a message could not be stored", e);
        }
    }

    private Outcome wake(Wakeup wakeup) {
        ConversationId conversation;
        try {
            conversation = WakeupRecords.conversation(wakeup);
        } catch (IllegalArgumentException e) {
            return Outcome.park("not a wakeup: " + e.getMessage());
        }
        return outcome(worker.wake(conversation));
    }

    private static Outcome outcome(Optional<GivenUp> givenUp) {
        return givenUp.map(turn -> Outcome.park(turn.cause(), turn.turn()))
                .orElseGet(Outcome::done);
    }

    private boolean isConfigurationMissing(WorkRecord record, ConversationId id) {
        return record.attempt() <= CONFIGURATION_ATTEMPTS
                && organizations.find(id.organization()).isEmpty();
    }
}
