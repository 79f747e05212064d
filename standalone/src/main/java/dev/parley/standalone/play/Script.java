package dev.parley.standalone.play;

import java.util.List;

/**
 * One conversation to play: what its customer says.
 *
 * @param bursts the texts in order; those of one burst are sent without waiting for an answer in
 *     between
 */
public record Script(String organization, String conversation, List<List<String>> bursts) {
    public Script {
        bursts = List.copyOf(bursts);
    }

    /**
     * The id of its nth message, counted from 1: the same in every run, so that repeating one is
     * harmless.
     */
    String messageId(int number) {
        return conversation + "." + number;
    }

    /** How many messages it has. */
    public int size() {
        return bursts.stream().mapToInt(List::size).sum();
    }
}
