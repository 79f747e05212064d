package dev.parley.standalone.services;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A program that runs until it is ended. */
final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Runs it in a JVM of its own. */
    static Program program(Path log) {
        return java(log, "-cp", System.getProperty("java.class.path"), Endless.class.getName());
    }

    /** A program that ends at once. */
    static Program brief(Path log) {
        return java(log, "-version");
    }

    private static Program java(Path log, String... arguments) {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        return new Program(log, command, Map.of());
    }
}
