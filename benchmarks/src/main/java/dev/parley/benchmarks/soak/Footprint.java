package dev.parley.benchmarks.soak;

/**
 * What a process holds on to at one moment. {@link #UNKNOWN} is what this system does not tell.
 *
 * @param heap bytes in use after a collection
 * @param threads platform threads
 * @param files open file descriptors
 * @param temporaryFiles files in its folder of temporary ones
 * @param temporaryBytes how large they are together
 * @param resident bytes of memory the system gives it
 * @param redisResident the same of its Redis
 */
record Footprint(
        long heap,
        long threads,
        long files,
        long temporaryFiles,
        long temporaryBytes,
        long resident,
        long redisResident) {
    static final long UNKNOWN = -1;
}
