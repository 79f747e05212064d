package dev.parley.runtime;

/**
 * Ends this process when a part of it that everything rests on is dead, so that it does not look
 * alive: whoever looks after processes starts another one. Thread-safe.
 */
@FunctionalInterface
public interface ProcessEnd {

    /**
     * Asks for the end and returns at once. Only the first call counts.
     *
     * @param what the part that is dead, for operators
     */
    void end(String what, Throwable why);

    /**
     * Ends this JVM: in good order with exit code 1 where that is possible within half a minute; at
     * once with exit code 3 when it is out of memory.
     */
    static ProcessEnd ofThisJvm() {
        return JvmEnd.THIS;
    }
}
