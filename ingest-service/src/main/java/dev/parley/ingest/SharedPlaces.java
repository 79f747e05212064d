package dev.parley.ingest;

import java.util.HashMap;
import java.util.Map;

/**
 * Places that organizations share fairly: each may hold as many as there would be for it if one
 * more came, so that one alone never holds all of them. Whoever has the minimum leaves as many as
 * that for the next who comes. Thread-safe.
 */
final class SharedPlaces {
    private final int all;
    private final int minimum;
    private final int most;
    private final Map<String, Integer> held = new HashMap<>();
    private int used;

    /**
     * Places.
     *
     * @param minimum how many an organization may hold however many others hold some
     */
    SharedPlaces(int all, int minimum) {
        this(all, minimum, all);
    }

    /**
     * Places of which no organization holds more than some.
     *
     * @param minimum how many an organization may hold however many others hold some
     * @param most how many an organization may hold though nobody else holds one
     */
    SharedPlaces(int all, int minimum, int most) {
        this.all = all;
        this.minimum = minimum;
        this.most = most;
    }

    /** What came of asking for a place. */
    enum Answer {
        TAKEN,
        /** The organization holds its share. */
        SHARE_USED,
        /** None is left for anybody. */
        NONE_LEFT
    }

    /** Takes one, if there is one for the organization. */
    synchronized Answer take(String organization) {
        int mine = held.getOrDefault(organization, 0);
        if (mine >= share(organization)) {
            return Answer.SHARE_USED;
        }
        if (used >= all) {
            return Answer.NONE_LEFT;
        }
        held.put(organization, mine + 1);
        used++;
        return Answer.TAKEN;
    }

    /** How many there are. */
    int all() {
        return all;
    }

    /** How many are held. */
    synchronized int used() {
        return used;
    }

    /** Gives one back. */
    synchronized void leave(String organization) {
        held.computeIfPresent(organization, (_, count) -> count == 1 ? null : count - 1);
        used--;
    }

    /** How many the organization may hold as things are. */
    synchronized int share(String organization) {
        int mine = held.getOrDefault(organization, 0);
        int others = held.size() - (mine > 0 ? 1 : 0);
        int left = mine + all - used - minimum;
        return Math.min(most, Math.max(minimum, Math.min(left, all / (others + 2))));
    }
}
