package dev.parley.standalone;

/**
 * Where {@code java -jar} begins. Compiled for older JVMs too, so that they can say what is wrong.
 */
public final class Parley {
    private static final int NEEDED = 25;

    private Parley() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        if (Runtime.version().feature() != NEEDED) {
            System.err.printf(
                    "parley: needs Java %d, but this is Java %s in %s; ./parley finds the right one, or tells what to install%n",
                    NEEDED, Runtime.version(), System.getProperty("java.home"));
            System.exit(1);
        }
        // Exit, because Kafka's threads would keep the JVM alive after a failure.
        System.exit(Commands.run(args));
    }
}
