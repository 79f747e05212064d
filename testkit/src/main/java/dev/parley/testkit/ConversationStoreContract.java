package dev.parley.testkit;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Instances;
import dev.parley.conversation.recovery.StoreMarks;
import java.time.Duration;
import java.time.Instant;

/**
 * What every {@link ConversationStore} does: each step with each outcome, reads, tenancy,
 * atomicity, and what holds under concurrency. A store's own test extends this; each test needs an
 * empty store. The steps of the protocol are grouped in the interfaces, one file each.
 */
public abstract class ConversationStoreContract
        implements AppendContract,
                ClaimContract,
                SettleContract,
                TurnContract,
                FailureContract,
                FollowUpContract,
                RedriveContract,
                DeliveryContract,
                AfterwardsContract,
                OwnershipContract,
                InstancesContract,
                ReadingContract,
                ErasureContract,
                PutBackContract,
                StoreMarksContract,
                TenancyContract,
                AtomicityContract,
                ConcurrencyContract {
    @Override
    public abstract ConversationStore store();

    @Override
    public abstract Instances instances();

    @Override
    public abstract StoreMarks marks();

    /**
     * Moves store time; called by several threads at once. A negative duration moves the clock
     * below it back.
     */
    @Override
    public abstract void advance(Duration duration);

    @Override
    public abstract Instant now();
}
