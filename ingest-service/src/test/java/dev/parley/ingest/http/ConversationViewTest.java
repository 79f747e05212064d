package dev.parley.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.turn.Begin;
import dev.parley.conversation.turn.Claim;
import dev.parley.testkit.InMemoryConversationStore;
import dev.parley.testkit.Samples;
import dev.parley.testkit.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationViewTest {
    private static final ConversationId ID = new ConversationId("acme", "c1");

    private final SettableClock clock = new SettableClock();
    private final InMemoryConversationStore store = new InMemoryConversationStore(clock);

    @Test
    void openTurnIsShownWhileItIsOpen() {
        store.apply(Samples.append(ID, "m1"));
        store.apply(Samples.claim(ID, 1));

        var view = view();

        assertThat(view.status()).isEqualTo("open");
        assertThat(view.owner()).isEqualTo("ai");
        assertThat(view.needsProcessing()).isTrue();
        assertThat(view.openTurn())
                .isEqualTo(
                        new ConversationView.OpenTurn(
                                1, "planned", 0, 0, clock.instant().plus(Samples.LEASE)));
        assertThat(view.messages())
                .containsExactly(
                        new ConversationView.Entry(
                                1,
                                "m1",
                                "user",
                                new ConversationView.Author("customer-1", "Ada"),
                                "text of m1",
                                null,
                                clock.instant(),
                                null));
    }

    @Test
    void replyCarriesItsOrigin() {
        store.apply(Samples.append(ID, "m1"));
        var claimed = (Claim.Outcome.Claimed) store.apply(Samples.claim(ID, 1));
        var begun = (Begin.Outcome.Begun) store.apply(Samples.begin(ID, claimed.turn()));
        store.apply(Samples.commit(ID, begun.turn().fence()));

        var view = view();

        assertThat(view.openTurn()).isNull();
        assertThat(view.needsProcessing()).isFalse();
        assertThat(view.agent()).isEqualTo("agent-1");
        assertThat(view.messages()).hasSize(2);
        assertThat(view.messages().getFirst().metadata()).isNull();
        assertThat(view.messages().getLast().role()).isEqualTo("assistant");
        assertThat(view.messages().getLast().metadata())
                .isEqualTo(
                        new ConversationView.Origin(
                                1,
                                "answer",
                                "playbook",
                                "agent-1",
                                "welcome",
                                "offline",
                                10,
                                5,
                                7,
                                Map.of("offline", "true"),
                                "sent"));
    }

    @Test
    void conversationInAPersonsHandsSaysSo() {
        store.apply(Samples.append(ID, "m1"));
        store.apply(Samples.takeOver(ID));

        assertThat(view().owner()).isEqualTo("human");
        assertThat(view().status()).isEqualTo("pending_human");
    }

    private ConversationView view() {
        return ConversationView.of(
                store.find(ID).orElseThrow(),
                null,
                store.messages(ID, 0, 100),
                store.replies(ID, 0, 100));
    }
}
