package dev.parley.benchmarks.soak;

/** The thirds of the time that is measured; hostile requests come in the middle one alone. */
enum Part {
    FIRST,
    MIDDLE,
    LAST
}
