package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final ConversationId ID = new ConversationId("acme", "c-1");
    private static final Map<String, String> FACTS =
            Map.of(
                    "seq", "4",
                    "epoch", "1",
                    "occasion", "CLOSING",
                    "outcome", "sent",
                    "attempt", "1");

    /** As {@code printf 'acme/c-1\nANSWERED\n3\n' | sha256sum | cut -c1-32} says. */
    @Test
    void idIsTheSameInEveryBuild() {
        assertThat(id(Events.Kind.ANSWERED, 3L, Map.of()))
                .isEqualTo("71b68071a8a48751554e9edeb4ca381c");
    }

    @Test
    void whatElseIsToldOfAnEventMakesNoOtherOfIt() {
        for (var kind : Events.Kind.values()) {
            var more = new HashMap<>(FACTS);
            more.put("by", "kim");
            assertThat(id(kind, 3L, more)).isEqualTo(id(kind, 3L, FACTS));
        }
    }

    @Test
    void anotherEventHasAnotherId() {
        var ids = new ArrayList<String>();
        for (var kind : Events.Kind.values()) {
            for (var turn : new Long[] {null, 3L, 4L}) {
                ids.add(id(kind, turn, FACTS));
            }
        }
        ids.add(EventIds.of(ID.successor(), Events.Kind.ANSWERED, 3L, FACTS));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void whatMayHappenTwiceInATurnIsToldApartByItsFacts() {
        assertThat(
                        List.of(
                                id(Events.Kind.SENT, 3L, with("outcome", "ambiguous")),
                                id(Events.Kind.SENT, 3L, with("attempt", "2")),
                                id(Events.Kind.SENT, 3L, FACTS),
                                id(Events.Kind.TITLED, 3L, with("occasion", "REQUEST")),
                                id(Events.Kind.TITLED, 3L, FACTS),
                                id(Events.Kind.REOPENED, null, with("seq", "9")),
                                id(Events.Kind.REOPENED, null, FACTS),
                                id(Events.Kind.TAKEN_OVER, null, with("epoch", "3")),
                                id(Events.Kind.TAKEN_OVER, null, FACTS)))
                .doesNotHaveDuplicates();
    }

    @Test
    void eventWithoutTheFactThatTellsItApartIsRefused() {
        assertThatThrownBy(() -> id(Events.Kind.RETURNED, null, Map.of("by", "kim")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RETURNED tells its epoch");
    }

    private static Map<String, String> with(String name, String value) {
        var facts = new HashMap<>(FACTS);
        facts.put(name, value);
        return facts;
    }

    private static String id(Events.Kind kind, @Nullable Long turn, Map<String, String> facts) {
        return EventIds.of(ID, kind, turn, facts);
    }
}
