package dev.parley.benchmarks;

/** Takes turns one after the other, as one customer does. Belongs to one thread at a time. */
interface LoadClient extends AutoCloseable {
    /**
     * Takes one turn and returns when its reply was seen.
     *
     * @throws Exception when the turn was refused or its reply did not come in time
     */
    Timing turn() throws Exception;

    @Override
    void close();

    /**
     * How long a turn took, in microseconds.
     *
     * @param accepted from the begin of the request until its 202 was received
     * @param committed from there to the moment the store noted for the reply, in whole
     *     milliseconds of the wall clock; may be below zero by one
     * @param seen from the received 202 until the load generator read the reply's record
     */
    record Timing(long accepted, long committed, long seen) {}
}
