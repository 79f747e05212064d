package dev.parley.postprocessor;

import static dev.parley.postprocessor.Desk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Events;
import dev.parley.conversation.ReplyFacts;
import dev.parley.conversation.Triggers.FollowUp;
import dev.parley.conversation.turn.Entitle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Step 7.4. */
class TitlesTest {
    private final Desk desk = new Desk();

    @Test
    void step74TitleComesAfterTheSecondMessageOfTheCustomer() throws Exception {
        desk.model.say("Damaged parcel refund");
        var worker = desk.worker();
        worker.process(ID, desk.answered("My parcel arrived damaged"));
        assertThat(title()).isNull();
        assertThat(desk.model.requests).isEmpty();

        worker.process(ID, desk.answered("I want my money back"));

        assertThat(title()).isEqualTo("Damaged parcel refund");
        assertThat(desk.events.kinds().getLast()).isEqualTo(Events.Kind.TITLED);
        assertThat(desk.events.details().getLast())
                .containsEntry("occasion", "SECOND_MESSAGE")
                .doesNotContainValue("Damaged parcel refund");
    }

    @Test
    void step74TitleThatSaysSomethingIsKept() throws Exception {
        desk.model.say("Damaged parcel refund", "Something else");
        var worker = desk.worker();
        desk.answered("My parcel arrived damaged");
        worker.process(ID, desk.answered("I want my money back"));
        worker.process(ID, desk.answered("Hello?"));
        worker.process(ID, desk.answered("Bye"));

        assertThat(title()).isEqualTo("Damaged parcel refund");
        assertThat(desk.model.requests).hasSize(1);
    }

    @Test
    void step74RunTwiceChangesNothingAndAsksNobody() throws Exception {
        desk.model.say("Damaged parcel refund");
        var worker = desk.worker();
        desk.answered("My parcel arrived damaged");
        var reply = desk.answered("I want my money back");
        worker.process(ID, reply);
        var row = desk.row();

        worker.process(ID, reply);

        assertThat(desk.row()).isEqualTo(row);
        assertThat(desk.model.requests).hasSize(1);
        assertThat(desk.events.kinds()).filteredOn(Events.Kind.TITLED::equals).hasSize(2);
    }

    @Test
    void step74EndingReplacesAPlaceholder() throws Exception {
        desk.model.say("Damaged parcel refund");
        desk.answered("My parcel arrived damaged");
        desk.store.apply(new Entitle(ID, 1, Entitle.Occasion.SECOND_MESSAGE, "New conversation"));

        desk.worker().process(ID, desk.answered("Bye"));

        assertThat(title()).isEqualTo("Damaged parcel refund");
        assertThat(desk.events.details().getLast()).containsEntry("occasion", "CLOSING");
    }

    @Test
    void step74RequestReplacesAnyTitleOnceForATurn() throws Exception {
        desk.model.say("Damaged parcel refund", "Refund of a parcel", "A third title");
        var worker = desk.worker();
        desk.answered("My parcel arrived damaged");
        worker.process(ID, desk.answered("I want my money back"));

        worker.followUp(ID, FollowUp.TITLE);
        worker.followUp(ID, FollowUp.TITLE);

        assertThat(title()).isEqualTo("Refund of a parcel");
        assertThat(desk.model.requests).hasSize(2);
    }

    @Test
    void step74RejectedTitleIsAskedForOnceMoreWithTheReason() throws Exception {
        desk.model.say("Title: Order 4711 of ada@acme.com", "\"Missing order.\"");
        desk.answered("Where is it?");
        desk.worker().process(ID, desk.answered("My order 4711 is missing"));

        assertThat(title()).isEqualTo("Missing order");
        assertThat(desk.model.requests).hasSize(2);
        assertThat(desk.model.requests.getLast().messages().getLast().text())
                .contains("it holds an address");
    }

    @Test
    void step74CustomersWordsAreTheTitleWhenTheModelFindsNone() throws Exception {
        desk.model.say(
                "I am sorry, as an AI I cannot do this.",
                "Still a sentence that says far too much");
        desk.answered("Hello");
        desk.worker().process(ID, desk.answered("I would like to change the delivery address"));

        assertThat(title()).isEqualTo("Change the delivery address");
        assertThat(desk.model.requests).hasSize(2);
        assertThat(desk.events.details().getLast()).containsEntry("words", "customer");
    }

    @Test
    void step74WithoutWordsThatSaySomethingThereIsNoTitle() throws Exception {
        desk.answered("Hi");
        desk.worker().process(ID, desk.answered("Hello?"));

        assertThat(title()).isNull();
        assertThat(desk.events.kinds()).doesNotContain(Events.Kind.TITLED);
    }

    @Test
    void step74ModelThatFindsNoneIsNotAskedForEver() throws Exception {
        var worker = desk.worker();
        for (int i = 0; i < 8; i++) {
            worker.process(ID, desk.answered("Hi"));
        }

        assertThat(title()).isNull();
        assertThat(desk.model.requests).hasSize(3);
    }

    @Test
    @Timeout(20)
    void step74ModelThatDoesNotAnswerHoldsNothingUp() throws Exception {
        desk.title = new TitleProperties(true, Duration.ofMillis(50), 2);
        desk.model.gate = new CountDownLatch(1);
        desk.answered("Hi");
        desk.worker().process(ID, desk.answered("The blue kettle leaks"));

        assertThat(title()).isEqualTo("Blue kettle leaks");
        assertThat(desk.model.requests).hasSize(1);
    }

    @Test
    void step74ModelCanBeSwitchedOff() throws Exception {
        desk.title = new TitleProperties(false, Desk.PATIENCE, 2);
        desk.answered("Hi");
        desk.worker().process(ID, desk.answered("The blue kettle leaks"));

        assertThat(title()).isEqualTo("Blue kettle leaks");
        assertThat(desk.model.requests).isEmpty();
    }

    /** The customer writes while the title is made; the turn begins, and both are kept. */
    @Test
    void step74NextTurnDoesNotWaitForTheTitle() throws Exception {
        desk.model.say("Damaged parcel refund");
        desk.answered("My parcel arrived damaged");
        var reply = desk.answered("I want my money back");
        desk.model.meanwhile =
                () -> {
                    desk.append("Are you there?");
                    desk.answer(ReplyFacts.NONE);
                };

        desk.worker().process(ID, reply);

        assertThat(desk.replies()).hasSize(3);
        assertThat(title()).isEqualTo("Damaged parcel refund");
    }

    private @Nullable String title() {
        return desk.row().profile().title();
    }
}
