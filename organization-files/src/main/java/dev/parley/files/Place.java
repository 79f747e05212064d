package dev.parley.files;

import org.yaml.snakeyaml.error.Mark;

/**
 * Where something is written.
 *
 * @param file as people name it
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
    /** The start of a file. */
    static Place start(String file) {
        return new Place(file, 1, 1);
    }

    static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
