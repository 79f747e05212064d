package dev.parley.benchmarks.faults;

import dev.parley.standalone.play.Script;
import java.util.ArrayList;
import java.util.List;

/** What the customers of a run say: the same in every conversation. */
final class Talk {
    private static final List<List<String>> BURSTS =
            List.of(
                    List.of("Good morning!"),
                    List.of("I have a question.", "It is about my order."),
                    List.of("Which one do you mean?"));

    /** Messages of one conversation. */
    static final int MESSAGES = BURSTS.stream().mapToInt(List::size).sum();

    private Talk() {}

    /** One round of an organization. */
    static List<Script> round(String organization, int round, int conversations) {
        var scripts = new ArrayList<Script>();
        for (int number = 0; number < conversations; number++) {
            scripts.add(new Script(organization, conversation(round, number), BURSTS));
        }
        return scripts;
    }

    static String conversation(int round, int number) {
        return "round-%d-talk-%d".formatted(round, number);
    }
}
