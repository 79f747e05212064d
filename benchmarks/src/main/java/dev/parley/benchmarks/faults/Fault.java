package dev.parley.benchmarks.faults;

/** Something that breaks while conversations play. */
@FunctionalInterface
interface Fault {
    /** Breaks it; returns when it is over, whether or not everything has recovered. */
    void strike(Stage stage) throws Exception;
}
