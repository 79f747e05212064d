package dev.parley.standalone.services;

import java.nio.file.Path;

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

    /** Its program within a folder of programs. */
    Path jar(Path folder) {
        return folder.resolve(module + ".jar");
    }

    /** Whether it is a worker; the other is the edge. */
    public boolean isWorker() {
        return this != INGEST;
    }
}
