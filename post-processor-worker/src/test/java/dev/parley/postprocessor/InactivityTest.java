package dev.parley.postprocessor;

import static dev.parley.postprocessor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Closure;
import dev.parley.conversation.Events;
import dev.parley.conversation.Message;
import dev.parley.conversation.Reply;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.Status;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.conversation.organization.Organization;
import dev.parley.conversation.organization.Wording;
import dev.parley.conversation.turn.GiveBack;
import dev.parley.conversation.turn.SettleSending;
import dev.parley.conversation.turn.StartSending;
import dev.parley.testkit.Invariants;
import dev.parley.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The background processes of inactivity, each rule on a clock of its own. */
class InactivityTest {
    private static final Duration HALF = Duration.ofHours(12);
    private static final Duration WHOLE = Duration.ofHours(24);
    private static final Channel WEBHOOK = new Channel("webhook", "hook", Channel.Delivery.PUSHED);

    private final Desk desk = new Desk();

    @Test
    void reminderComesAtHalfOfTheTimeAndNotBefore() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(HALF.minusMillis(1));
        assertThat(idle()).contains(desk.clock.instant().plusMillis(1));
        assertThat(desk.replies()).hasSize(1);

        desk.clock.advance(Duration.ofMillis(1));
        assertThat(idle()).contains(desk.clock.instant().plus(HALF));

        var reminder = desk.replies().getLast();
        assertThat(reminder.kind()).isEqualTo(Reply.Kind.REMINDER);
        assertThat(desk.triggers.replies()).containsExactly(reminder);
        Invariants.check(desk.store, ID);
    }

    @Test
    void reminderIsAskedOfTheModelAndCarriesItsMetadata() throws Exception {
        desk.model.say("Are you still there, and shall we go on?");
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();

        var reminder = desk.replies().getLast();
        assertThat(reminder.text()).isEqualTo("Are you still there, and shall we go on?");
        assertThat(reminder.metadata().agent()).isEqualTo("ann");
        assertThat(reminder.metadata().model()).isEqualTo("fake");
        assertThat(reminder.metadata().detail()).containsEntry(Notices.WORDS, "model");
        assertThat(desk.row().profile().tokensUsed()).isEqualTo(15 + 14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order 4711 is on its way, are you there?",
                "I am here.",
                "Look at www.acme.com, are you there?",
                "This is the built-in offline model, are you there?"
            })
    void reminderThatStatesSomethingGivesWayToFixedWords(String words) throws Exception {
        desk.model.say(words);
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();

        assertThat(desk.replies().getLast().text()).isEqualTo(Wording.REMINDER);
    }

    @Test
    @Timeout(20)
    void reminderDoesNotWaitForAModelThatDoesNotAnswer() throws Exception {
        desk.escalation = new EscalationProperties(true, 2, 5, false, Duration.ofMillis(50));
        desk.model.gate = new CountDownLatch(1);
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();

        assertThat(desk.replies().getLast().text()).isEqualTo(Wording.REMINDER);
    }

    @Test
    void reminderComesOnceInATimeOfSilenceAndIsAnnouncedAgain() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();
        var row = desk.row();

        idle();

        assertThat(desk.row()).isEqualTo(row);
        assertThat(desk.triggers.replies()).hasSize(2).containsOnly(desk.replies().getLast());
        assertThat(desk.model.requests).hasSize(1);
    }

    @Test
    void reminderComesAgainInTheNextTimeOfSilence() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();
        desk.answered("Sorry, I was away");
        desk.clock.advance(HALF);
        idle();

        assertThat(desk.replies())
                .extracting(Reply::kind)
                .containsExactly(
                        Reply.Kind.ANSWER,
                        Reply.Kind.REMINDER,
                        Reply.Kind.ANSWER,
                        Reply.Kind.REMINDER);
    }

    @Test
    void reminderOnlyFollowsAnAnswerOfTheAssistant() throws Exception {
        desk.answered("Where is my order?");
        desk.store.apply(Samples.takeOver(ID));
        desk.store.apply(Samples.humanReply(ID, "h1"));
        desk.store.apply(new GiveBack(ID));
        desk.clock.advance(HALF);
        idle();

        assertThat(desk.replies()).hasSize(1);
    }

    @Test
    void reminderDoesNotFollowAnEnder() throws Exception {
        desk.answered("Thanks!", ReplyFacts.NONE.withAsksWhetherDone(true));
        desk.clock.advance(HALF);

        assertThat(idle()).contains(desk.clock.instant().plus(HALF));
        assertThat(desk.replies()).hasSize(1);
    }

    @Test
    void reminderStaysInsideTheChannelsFreeTextWindow() throws Exception {
        desk.organization = Desk.organization(Duration.ofHours(42), List.of());
        pushed();
        desk.clock.advance(Duration.ofHours(21));
        idle();

        assertThat(desk.replies()).hasSize(1);
    }

    /** The control: a little earlier the same channel takes it. */
    @Test
    void reminderInsideTheChannelsFreeTextWindowIsSent() throws Exception {
        pushed();
        desk.clock.advance(HALF);
        idle();

        assertThat(desk.replies()).hasSize(2);
        assertThat(desk.row().dueAt()).isNotNull();
    }

    @Test
    void reminderYieldsToACustomerWhoComesBackWhileItIsWritten() throws Exception {
        desk.model.say("Are you still there?");
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        desk.model.meanwhile = () -> desk.append("I am back");
        idle();

        assertThat(desk.replies()).hasSize(1);
        assertThat(desk.triggers.replies()).isEmpty();
        assertThat(desk.row().needsProcessing()).isTrue();
    }

    /** The control: nobody comes back, and the same words go out. */
    @Test
    void reminderGoesOutWhenNobodyComesBack() throws Exception {
        desk.model.say("Are you still there?");
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();

        assertThat(desk.replies()).hasSize(2);
    }

    @Test
    void reminderIsToldWithoutItsText() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(HALF);
        idle();
        desk.worker().process(ID, desk.replies().getLast());

        assertThat(desk.events.kinds()).containsExactly(Events.Kind.REMINDED);
        assertThat(desk.events.details().getFirst()).doesNotContainValue(Wording.REMINDER);
    }

    @Test
    void autoCloseComesAfterTheWholeTimeAlthoughAReminderWasSaid() throws Exception {
        var answered = desk.answered("Where is my order?").committedAt();
        desk.clock.advance(HALF);
        idle();
        desk.clock.advance(HALF.minusMillis(1));
        assertThat(idle()).contains(answered.plus(WHOLE));
        desk.clock.advance(Duration.ofMillis(1));
        idle();

        var row = desk.row();
        assertThat(row.status()).isEqualTo(Status.CLOSED);
        assertThat(row.timeline().endedAt()).isEqualTo(desk.clock.instant());
        assertThat(row.closure()).isEqualTo(new Closure(Closure.INACTIVITY, 1, ""));
        assertThat(desk.store.messages(ID, 0, 10).getLast())
                .satisfies(message -> {
                    assertThat(message.role()).isEqualTo(Message.Role.SYSTEM);
                    assertThat(message.text()).isEqualTo(Wording.CLOSED);
                });
        Invariants.check(desk.store, ID);
    }

    @Test
    void autoCloseIsToldAndGivesTheFinalTitle() throws Exception {
        desk.answered("The parcel arrived damaged");
        desk.clock.advance(WHOLE);
        idle();
        var worker = desk.worker();
        worker.process(ID, desk.replies().getLast());

        assertThat(desk.events.kinds()).containsExactly(Events.Kind.CLOSED, Events.Kind.TITLED);
        assertThat(desk.events.details().getFirst()).containsEntry("reason", "inactivity_timeout");
        assertThat(desk.row().profile().title()).isEqualTo("Parcel arrived damaged");
    }

    @Test
    void autoCloseRunTwiceChangesNothingAndIsAnnouncedAgain() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(WHOLE);
        idle();
        var row = desk.row();
        idle();

        assertThat(desk.row()).isEqualTo(row);
        assertThat(desk.triggers.replies()).hasSize(2).containsOnly(desk.replies().getLast());
    }

    @Test
    void autoCloseYieldsToACustomerWhoCameBack() throws Exception {
        desk.answered("Where is my order?");
        desk.clock.advance(WHOLE);
        desk.append("I am back");

        assertThat(idle()).isEmpty();
        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void autoCloseKeepsToTheOrganizationsTime() throws Exception {
        desk.organization = Desk.organization(Duration.ofHours(2), List.of());
        desk.answered("Where is my order?");
        desk.clock.advance(Duration.ofHours(2));
        idle();

        assertThat(desk.row().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void autoCloseLeavesConversationsOfPeopleAlone() throws Exception {
        desk.answered("Where is my order?");
        desk.store.apply(Samples.takeOver(ID));
        desk.clock.advance(WHOLE.multipliedBy(3));
        idle();

        assertThat(desk.row().status()).isEqualTo(Status.PENDING_HUMAN);
    }

    @Test
    void autoCloseDoesNotGuessTheTimeOfAnOrganizationItDoesNotKnow() throws Exception {
        desk.answered("Where is my order?");
        desk.organization =
                new Organization("other", 1, "Other", List.of(), List.of(), List.of(), List.of());
        desk.clock.advance(WHOLE);

        assertThat(idle()).isEmpty();
        assertThat(desk.row().status()).isEqualTo(Status.OPEN);
    }

    private Optional<Instant> idle() throws InterruptedException {
        return desk.worker().followUp(ID, FollowUp.IDLE);
    }

    private void pushed() {
        desk.append(WEBHOOK, "Where is my order?");
        desk.answer(ReplyFacts.NONE);
        var send = (StartSending.Outcome.Send) desk.store.apply(Samples.startSending(ID));
        desk.store.apply(Samples.settle(ID, send.reply(), new SettleSending.Result.Sent(null)));
    }
}
