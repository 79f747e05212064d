package dev.parley.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a plan came to be: each rule that was looked at, in order, with what it found, and facts by
 * name. It becomes the plan's evidence, which goes into the reply's metadata and so to {@code why}.
 * Not thread-safe.
 */
final class PlanningRecord {
    /** The name under which the rules stand in the evidence, in their order. */
    static final String DECISION = "decision";

    private static final int LONGEST = 300;

    private final List<String> steps = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds what a rule found. */
    PlanningRecord step(String rule, String finding) {
        steps.add(rule + ": " + bounded(finding));
        return this;
    }

    /** Adds a fact that a program may want to read. */
    PlanningRecord fact(String name, String value) {
        facts.put(name, bounded(value));
        return this;
    }

    /** The rules, first to last. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    /** Everything by name. */
    Map<String, String> evidence() {
        var evidence = new LinkedHashMap<>(facts);
        evidence.put(DECISION, String.join("; ", steps));
        return evidence;
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }
}
