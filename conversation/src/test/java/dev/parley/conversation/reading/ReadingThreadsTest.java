package dev.parley.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingThreadsTest {
    private static final Pattern ENDLESS = Pattern.compile("a*a*a*a*a*a*b");

    private final AtomicInteger overruns = new AtomicInteger();
    private final ReadingThreads threads =
            new ReadingThreads(1, Duration.ofSeconds(60), overruns::incrementAndGet);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void readsOnAPlatformThreadOfItsOwn() {
        var thread = threads.read("acme", _ -> Thread.currentThread(), Thread.currentThread());

        assertThat(thread.isVirtual()).isFalse();
        assertThat(thread.getName()).startsWith("parley-reading-");
        assertThat(overruns).hasValue(0);
    }

    @Test
    void whatOverrunsIsUnreadAndCountedAndHoldsUpNobody() {
        var found =
                threads.read(
                        "acme",
                        effort -> ReadableText.of("a".repeat(5_000), effort).shows(ENDLESS),
                        false);

        assertThat(found).isFalse();
        assertThat(overruns).hasValue(1);
        assertThat(threads.read("acme", _ -> "next", "")).isEqualTo("next");
    }

    @Test
    void textThatIsHardToReadHoldsUpNoOtherOrganization() throws Exception {
        var begun = new CountDownLatch(1);
        var hard =
                CompletableFuture.supplyAsync(() ->
                        threads.read(
                                "hostile",
                                effort -> {
                                    begun.countDown();
                                    return ReadableText.of("a".repeat(5_000), effort)
                                            .shows(ENDLESS);
                                },
                                false));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(threads.read("quiet", _ -> "read", "unread")).isEqualTo("read");

        assertThat(hard).as("it takes a second and more").isNotDone();
        assertThat(hard.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(overruns).hasValue(1);
    }

    @Test
    void aPatternTooDeepIsUnreadToo() {
        boolean found =
                threads.read(
                        "acme",
                        effort ->
                                ReadableText.whole("a".repeat(150_000), effort)
                                        .is(Pattern.compile("(?:a|b)*")),
                        false);

        assertThat(found).isFalse();
        assertThat(overruns).hasValue(1);
    }

    @Test
    void anInterruptionIsLeftStanding() {
        Thread.currentThread().interrupt();

        assertThat(threads.read("acme", _ -> "read", "unread")).isEqualTo("read");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aBrokenRuleIsNoOverrun() {
        assertThatThrownBy(() ->
                        threads.read(
                                "acme",
                                _ -> {
                                    throw new IllegalStateException("broken");
                                },
                                ""))
                .isInstanceOf(IllegalStateException.class);
        assertThat(overruns).hasValue(0);
    }
}
