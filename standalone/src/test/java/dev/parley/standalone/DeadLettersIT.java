package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.deadletter.DeadLetterQuery;
import dev.parley.conversation.deadletter.DeadLetters;
import dev.parley.standalone.client.CreatedKey;
import dev.parley.standalone.client.Explanation;
import dev.parley.standalone.client.Fate;
import dev.parley.standalone.client.MessageView;
import dev.parley.standalone.client.NewKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator looks at what was given up and decides about it, with the commands. The model refuses
 * every other call, so that the order of the tests matters.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeadLettersIT {
    private static final Duration WAIT = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // started before the first test
    private Standalone parley;

    @BeforeAll
    void start(@TempDir Path data) {
        parley =
                Standalone.start(
                        StandaloneSettings.onFreePorts(data)
                                .withProperties(
                                        Map.of("parley.model.offline.script", "rejected,ok")));
        parley.client().createOrganization("shop");
        parley.client().createOrganization("other");
    }

    @AfterAll
    void stop() {
        parley.close();
    }

    @Test
    @Order(1)
    void parkedTurnIsListedShownAndRedriven() throws Exception {
        var id = parked("first");

        var list = command("list", "--organization", "shop", "--since", "1h");
        assertThat(list.out()).contains(id, "shop/first turn 1", "executor: model REJECTED");
        assertThat(command("list", "--organization", "other").out()).isEmpty();
        assertThat(command("list", "--cause", "no such cause").out()).isEmpty();
        assertThat(command("list", "--until", "1h").out()).isEmpty();
        assertThat(command("show", id).out())
                .contains("state         open", "turn          1", "key           shop/first");

        var redriven = command("redrive", "--all", "--organization", "shop");
        assertThat(redriven.exitCode()).as(redriven.out() + redriven.err()).isZero();
        assertThat(redriven.out()).contains(id + " redriven", "1 of 1 redriven");

        var explanation = until("first", Fate.ANSWERED);
        assertThat(explanation.turn()).isEqualTo(2);
        assertThat(command("show", id).out()).contains("redriven", "by the operator");
        assertThat(command("list").out()).doesNotContain(id);
        assertThat(command("list", "--state", "any").out()).contains(id);
        assertThat(parley.client().conversation("shop", "first").orElseThrow().messages())
                .extracting(MessageView::isReply)
                .as("the message, the apology, the answer")
                .containsExactly(false, true, true);
        assertThat(command("redrive", id).exitCode()).as("once more").isZero();
    }

    @Test
    @Order(2)
    void parkedTurnIsDiscarded() throws Exception {
        var id = parked("second");

        assertThat(command("discard", id).out()).contains(id + " discarded", "1 of 1 discarded");

        assertThat(until("second", Fate.IGNORED).reason()).isEqualTo("discarded by the operator");
        var refused = command("redrive", id);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .contains(id + " refused: it was discarded by the operator", "0 of 1 redriven");
    }

    @Test
    @Order(3)
    void organizationSeesItsOwnLettersWithItsKey() throws Exception {
        var shop = parley.client().createKey("shop", NewKey.WHOLE);
        var other = parley.client().createKey("other", NewKey.WHOLE);

        assertThat(listed(shop)).contains("shop/first");
        assertThat(listed(other)).isEmpty();
        var id = letters().getFirst();
        assertThat(withKey(shop, "show", id).out()).contains(id).doesNotContain("value");
        assertThat(withKey(other, "show", id).err()).contains("no dead letter has the id " + id);
    }

    @Test
    @Order(4)
    void wrongArgumentsAreToldByName() {
        assertThat(command("list", "--since", "yesterday").err())
                .contains("--since", "'yesterday' is neither an instant");
        assertThat(command("list", "--state", "lost").err())
                .contains("state", "open, redriven, discarded");
        assertThat(command("list", "--limit", "0").err()).contains("--limit");
        assertThat(command("show", "xyz").err()).contains("id", "32 of 0-9 a-f");
        assertThat(command("redrive").err()).contains("--all");
        assertThat(command("discard", "0".repeat(32)).err()).contains("no dead letter");
        assertThat(run("conversations", "stuck", "--older-than", "soon").err())
                .contains("--older-than", "not a duration");
    }

    @Test
    @Order(5)
    void nothingIsStuck() {
        var stuck = run("conversations", "stuck", "--older-than", "1s");
        assertThat(stuck.exitCode()).as(stuck.err()).isZero();
        assertThat(stuck.out()).isEmpty();
    }

    /** Sends a message that the model refuses, and waits for its letter. */
    private String parked(String conversation) throws InterruptedException {
        var before = letters();
        parley.client().send("shop", conversation, conversation + "-m1", "Do you sell umbrellas?");
        until(conversation, Fate.PARKED);
        long end = System.nanoTime() + WAIT.toNanos();
        while (letters().size() == before.size() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        var after = new ArrayList<>(letters());
        after.removeAll(before);
        assertThat(after).as("the letter of " + conversation).hasSize(1);
        return after.getFirst();
    }

    private List<String> letters() {
        return parley
                .context()
                .getBean(DeadLetters.class)
                .list(DeadLetterQuery.of(null, 100))
                .stream()
                .map(letter -> letter.id())
                .toList();
    }

    private Explanation until(String conversation, Fate fate) throws InterruptedException {
        long end = System.nanoTime() + WAIT.toNanos();
        while (true) {
            var found =
                    parley.client().why("shop", conversation + "-m1", conversation, Duration.ZERO);
            if (found.isPresent() && found.get().disposition() == fate) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("%s: %s", conversation, found).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String listed(CreatedKey key) {
        return withKey(key, "list", "--state", "any").out();
    }

    private Captured withKey(CreatedKey key, String... action) {
        var arguments = new ArrayList<>(List.of("dead-letters"));
        arguments.addAll(List.of(action));
        arguments.addAll(List.of("--server", parley.address().toString(), "--key", key.apiKey()));
        return Captured.command(arguments.toArray(String[]::new));
    }

    private Captured command(String... action) {
        var arguments = new ArrayList<>(List.of("dead-letters"));
        arguments.addAll(List.of(action));
        return run(arguments.toArray(String[]::new));
    }

    private Captured run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", parley.data().toString()));
        return Captured.command(all.toArray(String[]::new));
    }
}
