package dev.parley.benchmarks.soak;

/** Whose credential a hostile request carries. */
enum HostileCaller {
    /** The key of the organization that the request is about. */
    ORGANIZATION,
    OPERATOR,
    /** A key that nobody gave out. */
    STRANGER,
    NOBODY
}
