package dev.parley.standalone;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up the log before anything writes to it. */
final class Logging {
    private static final String LEVEL = "parley.log.level";

    private Logging() {}

    /**
     * Sends every log of this JVM to the one of {@code logback.xml}. Spring would set the log up
     * anew while the broker writes to it, and lines would get lost.
     */
    static void begin() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /**
     * Leaves warnings and errors only, so that the log does not talk into a command's output;
     * before the first line.
     */
    static void warningsOnly() {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "WARN");
        }
    }
}
