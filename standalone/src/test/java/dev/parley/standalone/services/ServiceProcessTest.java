package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, and rests that take no time. */
@Timeout(60)
class ServiceProcessTest {
    @TempDir Path folder;

    private final List<String> news = new CopyOnWriteArrayList<>();

    @Test
    void processThatEndsByItselfIsStartedAgainAfterGrowingRestsAndToldOf() throws Exception {
        var rests = new LinkedBlockingQueue<Duration>();
        var enough = new CountDownLatch(1);
        var process =
                process(rest -> {
                    rests.add(rest);
                    if (rest.toSeconds() >= 4) {
                        enough.await();
                    }
                });

        assertThat(next(rests)).isEqualTo(Duration.ofSeconds(1));
        assertThat(next(rests)).isEqualTo(Duration.ofSeconds(2));
        assertThat(next(rests)).isEqualTo(Duration.ofSeconds(4));
        process.end();
        enough.countDown();

        assertThat(news)
                .hasSize(3)
                .allSatisfy(text ->
                        assertThat(text)
                                .startsWith("planner-worker 2 ended with code 0")
                                .endsWith("log"));
        assertThat(folder.resolve("log")).content().contains("version");
        assertThat(process.lastWords()).contains("version");
    }

    @Test
    void processThatIsEndedForGoodWhileItRestsIsNotStartedAgain() throws Exception {
        var resting = new LinkedBlockingQueue<Thread>();
        var ended = new CountDownLatch(1);
        var process =
                process(_ -> {
                    resting.add(Thread.currentThread());
                    ended.await();
                });
        var thread = resting.poll(30, TimeUnit.SECONDS);
        assertThat(thread).isNotNull();
        long before = process.process().pid();

        process.end();
        ended.countDown();
        thread.join();

        assertThat(process.process().pid()).isEqualTo(before);
        assertThat(process.process().isAlive()).isFalse();
    }

    /** The control of the test above: the same without the end. */
    @Test
    void processThatRestedIsAnotherOne() throws Exception {
        var resting = new LinkedBlockingQueue<Thread>();
        var rested = new CountDownLatch(1);
        var process =
                process(_ -> {
                    resting.add(Thread.currentThread());
                    rested.await();
                });
        var thread = resting.poll(30, TimeUnit.SECONDS);
        assertThat(thread).isNotNull();
        var before = process.process();

        rested.countDown();
        thread.join();

        assertThat(process.process()).isNotSameAs(before);
        process.end();
    }

    private ServiceProcess process(Restarts.Rest rest) {
        return new ServiceProcess(
                Service.PLANNER,
                2,
                1,
                Endless.brief(folder.resolve("log")),
                news::add,
                new Restarts(() -> 0, rest));
    }

    private static Duration next(LinkedBlockingQueue<Duration> rests) throws InterruptedException {
        var rest = rests.poll(30, TimeUnit.SECONDS);
        if (rest == null) {
            throw new AssertionError("it was not started again");
        }
        return rest;
    }
}
