package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.client.CreatedKey;
import dev.parley.standalone.client.HeldKey;
import dev.parley.standalone.client.ParleyClient;
import dev.parley.standalone.client.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys and what they open, on a Parley that runs. */
interface StandaloneKeys extends RunningStandalone {
    /** A log is read by others, and kept. */
    @Test
    default void operatorsKeyIsShownToAPersonOnly() {
        assertThat(Welcome.of(parley(), true)).contains(parley().operatorKey());
        assertThat(Welcome.of(parley(), false))
                .doesNotContain(parley().operatorKey())
                .contains(parley().data().resolve(OperatorKey.FILE).toString());
    }

    @Test
    default void wrongKeyIsRefused() {
        var stranger = new ParleyClient(parley().address(), "op_wrong");
        assertThatThrownBy(() -> stranger.send("shop", "wrong-key", "m1", "Hello"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
        assertThat(parley().client().conversation("shop", "wrong-key")).isEmpty();
    }

    @Test
    default void keysAreRotatedWithTheOperatorsKeyAndWithTheirOwn() {
        parley().client().createOrganization("rotating");
        var first = parley().client().keys("rotating").orElseThrow();
        assertThat(first).hasSize(1);

        var second = keys(parley().operatorKey(), "rotate");
        assertThat(keys(second.apiKey(), "list").id()).isEqualTo(second.id());
        assertThat(ids(parley().client())).containsExactly(second.id());

        var third = keys(second.apiKey(), "create");
        var fourth = keys(second.apiKey(), "rotate");
        assertThat(ids(parley().client())).containsExactly(fourth.id());
        assertThatThrownBy(() -> client(second).keys("rotating"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));

        var fifth = keys(fourth.apiKey(), "rotate", "--keep-old");
        assertThat(ids(client(fourth)))
                .containsExactly(fourth.id(), fifth.id())
                .doesNotContain(third.id());
        keys(fifth.apiKey(), "revoke", fourth.id());
        assertThat(ids(client(fifth))).containsExactly(fifth.id());
    }

    @Test
    default void keyMayDoOnlyWhatItWasMadeFor() {
        parley().client().createOrganization("rotating");
        var window =
                keys(
                        parley().operatorKey(),
                        "create",
                        "--name",
                        "window",
                        "--scope",
                        "messages:write",
                        "--expires",
                        "1d");
        client(window).send("rotating", "scoped", "s1", "Hello");
        assertThatThrownBy(() -> client(window).keys("rotating"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(403))
                .hasMessageContaining("lacks the scope admin");
        var list =
                Captured.command(
                        "keys",
                        "rotating",
                        "--server",
                        parley().address().toString(),
                        "--key",
                        parley().operatorKey());
        assertThat(list.out())
                .containsPattern(
                        window.id()
                                + "  messages:write  window  created .+  expires .+  last used");
        keys(parley().operatorKey(), "revoke", window.id());
    }

    private static List<String> ids(ParleyClient client) {
        return client.keys("rotating").orElseThrow().stream().map(HeldKey::id).toList();
    }

    private ParleyClient client(CreatedKey key) {
        return new ParleyClient(parley().address(), key.apiKey());
    }

    /** Runs the command; what it printed is an id and perhaps a key. */
    private CreatedKey keys(String key, String... action) {
        var arguments = new ArrayList<>(List.of("keys", "rotating"));
        arguments.addAll(List.of(action));
        arguments.addAll(List.of("--server", parley().address().toString(), "--key", key));
        var done = Captured.command(arguments.toArray(String[]::new));
        assertThat(done.exitCode()).as(done.err()).isZero();
        var words = done.out().strip().split(" +", -1);
        return new CreatedKey(words[0], words[words.length - 1]);
    }
}
