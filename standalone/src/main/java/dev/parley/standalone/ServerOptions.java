package dev.parley.standalone;

import dev.parley.standalone.client.OperationsClient;
import dev.parley.standalone.client.ParleyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which running Parley a command asks, and with whose key. The operator's key of a data directory
 * goes to the server of that directory and nowhere else: a mistyped address must not get it.
 */
final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask, with a key of its own. Default: the one of --data.")
    private @Nullable URI server;

    @Mixin private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = UpCommand.DATA,
            description =
                    "The data directory of a running Parley, whose operator's key is used."
                            + " Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(UpCommand.DATA);

    /**
     * A client of that server.
     *
     * @throws CommandException when no server or no key is named and the directory has none
     */
    ParleyClient client() {
        var target = target();
        return new ParleyClient(target.address(), target.key());
    }

    /**
     * A client for operators of that server.
     *
     * @throws CommandException as {@link #client}
     */
    OperationsClient operations() {
        var target = target();
        return new OperationsClient(target.address(), target.key());
    }

    /** The key that was given; null for the operator's. */
    @Nullable String key() {
        return keys.given()
                .or(() -> server == null ? Optional.<String>empty() : KeyOptions.ofEnvironment())
                .orElse(null);
    }

    private Target target() {
        var named = server;
        var own = new ServerFile(data);
        if (named == null) {
            return new Target(own.address(), keys.given().orElseGet(this::keyOfData));
        }
        KeyOptions.warnWhenReadable(named);
        var given = key();
        if (given == null && own.isOf(named)) {
            return new Target(named, keyOfData());
        }
        return new Target(named, given == null ? keys.forServer(named) : given);
    }

    private record Target(URI address, String key) {}

    private String keyOfData() {
        var file = data.resolve(OperatorKey.FILE);
        try {
            return OperatorKey.read(file).text();
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "there is no key in " + file + "; give one with --key-file", e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
