package dev.parley.postprocessor;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FaultPoints;
import dev.parley.conversation.FaultPoints.FaultPoint;
import dev.parley.conversation.Triggers;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Organizations;
import dev.parley.conversation.turn.CloseIdle;
import dev.parley.conversation.turn.Remind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a conversation in which nobody has written for long: a reminder after half of the
 * time, the end after all of it. Level-triggered: it does what the row says, whoever asks, however
 * often. Words that were said before are announced again. Thread-safe.
 */
final class Inactivity {
    private final ConversationStore store;
    private final Triggers triggers;
    private final Organizations organizations;
    private final Notices notices;
    private final InactivityProperties settings;
    private final Duration grace;
    private final FaultPoints faults;

    Inactivity(
            ConversationStore store,
            Triggers triggers,
            Organizations organizations,
            Notices notices,
            InactivityProperties settings,
            Duration grace,
            FaultPoints faults) {
        this.store = store;
        this.triggers = triggers;
        this.organizations = organizations;
        this.notices = notices;
        this.settings = settings;
        this.grace = grace;
        this.faults = faults;
    }

    /**
     * Looks at the conversation.
     *
     * @return when there is something to do by the clock alone; empty when there is not
     * @throws InterruptedException when the thread was interrupted, to give the work up
     */
    Optional<Instant> look(ConversationId id) throws InterruptedException {
        var row = store.find(id).orElse(null);
        var organization = organizations.find(id.organization()).orElse(null);
        // Without the organization nobody knows how long it waits: it may be longer than ours.
        return row == null || organization == null
                ? Optional.empty()
                : look(row, organization, after(organization));
    }

    private Optional<Instant> look(Conversation row, Organization organization, Duration after)
            throws InterruptedException {
        var window = window(row);
        var outcome = store.apply(new CloseIdle(row.id(), after, window, Notices.closing(), grace));
        return switch (outcome) {
            case CloseIdle.Outcome.Closed closed -> {
                faults.reached(FaultPoint.AFTER_CLOSE);
                triggers.replied(row.id(), closed.reply());
                yield Optional.empty();
            }
            case CloseIdle.Outcome.DoneBefore before -> {
                triggers.replied(row.id(), before.reply());
                yield Optional.empty();
            }
            case CloseIdle.Outcome.NotYet notYet ->
                    Optional.of(remind(row, organization, after, notYet.until()));
            case CloseIdle.Outcome.NotNow _ -> Optional.empty();
        };
    }

    private Instant remind(
            Conversation row, Organization organization, Duration after, Instant closing)
            throws InterruptedException {
        var half = after.dividedBy(2);
        var asked = new Remind(row.id(), half, window(row), null, grace);
        return switch (store.apply(asked)) {
            case Remind.Outcome.Due due -> {
                var draft = notices.reminder(due.row(), organization);
                var outcome = store.apply(new Remind(row.id(), half, window(row), draft, grace));
                if (outcome instanceof Remind.Outcome.Reminded reminded) {
                    faults.reached(FaultPoint.AFTER_REMIND);
                    triggers.replied(row.id(), reminded.reply());
                }
                yield closing;
            }
            case Remind.Outcome.DoneBefore before -> {
                triggers.replied(row.id(), before.reply());
                yield closing;
            }
            case Remind.Outcome.NotYet notYet -> notYet.until();
            case Remind.Outcome.Reminded _, Remind.Outcome.NotNow _ -> closing;
        };
    }

    private Duration after(Organization organization) {
        var own = organization.policies().inactivity();
        return own == null ? settings.after() : own;
    }

    private @Nullable Duration window(Conversation row) {
        return row.channel().isPulled()
                ? null
                : settings.freeTextWindows().get(row.channel().name());
    }
}
