package dev.parley.standalone;

import dev.parley.embedded.PortTakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** Keeps servers on the ports of their last start, as long as those are free. */
record RememberedPorts(Path directory) {
    /**
     * Starts a server on the wanted port; with 0 on the remembered one, or any if that is taken by
     * now.
     *
     * @param start starts the server on a port, 0 for any
     * @throws PortTakenException when a wanted port is taken
     */
    <S> S start(String service, int wanted, IntFunction<S> start) {
        var remembered = wanted == 0 ? recall(service) : 0;
        if (remembered == 0) {
            return start.apply(wanted);
        }
        try {
            return start.apply(remembered);
        } catch (PortTakenException e) {
            return start.apply(0);
        }
    }

    void remember(String service, int port) {
        try {
            Files.writeString(file(service), port + "\n");
        } catch (IOException e) {
            throw new CommandException("cannot write " + file(service) + ": " + e.getMessage(), e);
        }
    }

    private int recall(String service) {
        try {
            var text = Files.exists(file(service)) ? Files.readString(file(service)).strip() : "";
            return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
        } catch (IOException e) {
            throw new CommandException("cannot read " + file(service) + ": " + e.getMessage(), e);
        }
    }

    private Path file(String service) {
        return directory.resolve(service + ".port");
    }
}
