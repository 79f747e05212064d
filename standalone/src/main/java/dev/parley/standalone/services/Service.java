package dev.parley.standalone.services;

/** A service that can run as a process of its own. */
public enum Service {
    INGEST("ingest-service"),
    PLANNER("planner-worker"),
    EXECUTOR("executor-worker"),
    POST_PROCESSOR("post-processor-worker");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** Its name, which is its module's too. */
    public String module() {
        return module;
    }

    /** Whether it is a worker; the other is the edge. */
    public boolean isWorker() {
        return this != INGEST;
    }
}
