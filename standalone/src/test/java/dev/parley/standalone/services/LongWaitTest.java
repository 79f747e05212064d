package dev.parley.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LongWaitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> news = new ArrayList<>();
    private final LongWait wait = new LongWait(Duration.ofSeconds(30), news::add, nanos::get);

    @Test
    void whatIsWaitedForIsToldOnceInAWhile() throws Exception {
        for (int second = 0; second < 65; second++) {
            wait.goesOn(() -> List.of("planner-worker 1", "executor-worker 2"));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(news)
                .containsExactly(
                        "not ready after 30 s: planner-worker 1, executor-worker 2",
                        "not ready after 60 s: planner-worker 1, executor-worker 2");
    }
}
