package dev.parley.standalone;

import dev.parley.standalone.client.OperationsClient;
import dev.parley.standalone.client.ParleyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running Parley a command asks, and with whose key. */
final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask. Default: the one of --data.")
    private @Nullable URI server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The API key. Default: the operator's, in --data.")
    private @Nullable String key;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = UpCommand.DATA,
            description = "The data directory of a running Parley. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(UpCommand.DATA);

    /**
     * A client of that server.
     *
     * @throws CommandException when no server or no key is named and the directory has none
     */
    ParleyClient client() {
        return new ParleyClient(address(), key == null ? keyOfData() : key);
    }

    /**
     * A client for operators of that server.
     *
     * @throws CommandException as {@link #client}
     */
    OperationsClient operations() {
        return new OperationsClient(address(), key == null ? keyOfData() : key);
    }

    private URI address() {
        return server == null ? new ServerFile(data).address() : server;
    }

    /** The key that was given; null for the operator's. */
    @Nullable String key() {
        return key;
    }

    private String keyOfData() {
        var file = data.resolve(OperatorKey.FILE);
        try {
            return OperatorKey.read(file).text();
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no key in " + file + "; give one with --key", e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
