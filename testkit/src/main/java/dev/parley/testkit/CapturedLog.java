package dev.parley.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Takes everything that is logged while it is open, with stack traces, and down to DEBUG unless a
 * logger has a level of its own.
 */
public final class CapturedLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final PatternLayout layout = new PatternLayout();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(layout.doLayout(event));
                }
            };

    public CapturedLog() {
        layout.setContext(root.getLoggerContext());
        layout.setPattern("%level %logger %msg %mdc%n%ex{full}");
        layout.start();
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
    }

    /** What was logged so far. */
    public String text() {
        return String.join("", lines);
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(appender);
        others.forEach(root::addAppender);
        appender.stop();
    }
}
