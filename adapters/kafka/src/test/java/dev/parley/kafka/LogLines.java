package dev.parley.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** What a logger and those below it say while this is open. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static {
        // An application that starts would begin the log anew, without whoever listens.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final Logger logger;

    private LogLines(Logger logger) {
        this.logger = logger;
        start();
        logger.addAppender(this);
    }

    static LogLines of(Class<?> type) {
        return of(type.getName());
    }

    static LogLines of(String name) {
        return new LogLines((Logger) LoggerFactory.getLogger(name));
    }

    List<String> at(Level level) {
        return events.stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    void await(Level level, String text) {
        Awaitility.await("\"" + text + "\"")
                .atMost(LIMIT)
                .until(() -> at(level).stream().anyMatch(line -> line.contains(text)));
    }

    int count() {
        return events.size();
    }

    void clear() {
        events.clear();
    }

    /** Who said most, with how much. */
    List<String> loudest(int limit) {
        return events.stream()
                .collect(
                        Collectors.groupingBy(
                                event -> event.getLevel() + " " + event.getLoggerName(),
                                Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(limit)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
