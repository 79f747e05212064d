package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedWarningsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("repeated");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final RepeatedWarnings warnings = new RepeatedWarnings(logger, clock::get);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    @Test
    void oneKindIsWrittenOnceAMinuteWithACountAndWithoutItsStack() {
        for (int number = 0; number < 300; number++) {
            warnings.warn("refused", "message " + number + " refused", new IllegalStateException());
        }
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        warnings.warn("refused", "message 300 refused", new IllegalStateException());
        assertThat(lines())
                .containsExactly("message 0 refused", "message 300 refused (and 299 more like it)");
        assertThat(log.list).allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
    }

    @Test
    void anotherCauseIsAnotherKind() {
        warnings.warn("not published", new IllegalStateException("one"));
        warnings.warn("not published", new IllegalStateException("two"));
        warnings.warn("not published", new IllegalArgumentException("three"));
        assertThat(lines())
                .containsExactly(
                        "not published: java.lang.IllegalStateException: one",
                        "not published: java.lang.IllegalArgumentException: three");
    }

    @Test
    void failureThatIsAnErrorIsOneLineAndItsStackIsAtDebug() {
        for (int number = 0; number < 20; number++) {
            warnings.error("GET /v1/x failed", new IllegalStateException("broken"));
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                    assertThat(line.getFormattedMessage())
                            .isEqualTo("GET /v1/x failed: java.lang.IllegalStateException: broken");
                    assertThat(line.getThrowableProxy()).isNull();
                });
        logger.setLevel(Level.DEBUG);
        warnings.error("GET /v1/x failed", new IllegalStateException("broken"));
        assertThat(log.list.getLast().getLevel()).isEqualTo(Level.DEBUG);
        assertThat(log.list.getLast().getThrowableProxy()).isNotNull();
    }

    @Test
    void causesAreToldInTheSameLine() {
        var cause = new IllegalArgumentException("unique\nkey");
        warnings.warn("not stored", new IllegalStateException("the step failed", cause));
        assertThat(lines())
                .containsExactly(
                        "not stored: java.lang.IllegalStateException: the step failed,"
                                + " caused by java.lang.IllegalArgumentException: unique key");
    }

    @Test
    void stacksAreWrittenAtDebug() {
        logger.setLevel(Level.DEBUG);
        warnings.warn("refused", "one", new IllegalStateException());
        warnings.warn("refused", "two", new IllegalStateException());
        assertThat(log.list)
                .filteredOn(line -> line.getThrowableProxy() != null)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getLevel()).isEqualTo(Level.DEBUG));
    }

    @Test
    void longTextIsCutAndKindsAreBounded() {
        warnings.warn("long", "x".repeat(1_000_000), null);
        assertThat(lines().getFirst()).hasSizeLessThan(1_100);
        for (int kind = 0; kind < 1_000; kind++) {
            warnings.warn("kind " + kind, "one", null);
        }
        assertThat(log.list).hasSizeLessThan(250);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
