package dev.parley.embedded;

import java.nio.file.Path;

/**
 * Says that another running Parley keeps its data in the directory; the message is fit to be shown
 * to the operator.
 */
public final class DirectoryInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory, String service) {
        super(
                "the data directory "
                        + directory
                        + " ("
                        + service
                        + ") is in use by another process; stop that one or choose another directory with --data");
    }
}
