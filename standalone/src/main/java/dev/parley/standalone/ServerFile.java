package dev.parley.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells other commands where the Parley of a data directory listens, while it runs. */
record ServerFile(Path data) {
    private static final String NAME = "server.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Says that it listens now. */
    void write(URI address, String kafka, String redis) {
        var content = new LinkedHashMap<String, Object>();
        content.put("address", address.toString());
        content.put("pid", ProcessHandle.current().pid());
        content.put("kafka", kafka);
        content.put("redis", redis);
        try {
            var fresh = data.resolve(NAME + ".new");
            Files.writeString(fresh, JSON.writeValueAsString(content) + "\n");
            Files.move(fresh, data.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandException(
                    "cannot write " + data.resolve(NAME) + ": " + e.getMessage(), e);
        }
    }

    /** Tells whether the Parley that runs in the directory listens at this very address. */
    boolean isOf(URI server) {
        if (!Files.exists(data.resolve(NAME))) {
            return false;
        }
        var own = address();
        return own.getHost().equals(server.getHost())
                && own.getPort() == server.getPort()
                && own.getScheme().equals(server.getScheme())
                && server.getUserInfo() == null;
    }

    /** Says that it does not listen any more. */
    void delete() {
        try {
            Files.deleteIfExists(data.resolve(NAME));
        } catch (IOException e) {
            throw new CommandException(
                    "cannot delete " + data.resolve(NAME) + ": " + e.getMessage(), e);
        }
    }

    /**
     * The address of the Parley that runs in the directory.
     *
     * @throws CommandException when none runs there; of one that was killed, somebody else may
     *     listen at the address by now
     */
    URI address() {
        try {
            var node = JSON.readTree(Files.readString(data.resolve(NAME)));
            if (ProcessHandle.of(node.path("pid").asLong()).isEmpty()) {
                throw new CommandException(
                        "the Parley of %s was killed; start it again with ./parley up"
                                .formatted(data));
            }
            return URI.create(node.path("address").asString());
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "no Parley runs in %s; start one with ./parley up, or name one with --server and --key-file"
                            .formatted(data),
                    e);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new CommandException(
                    "cannot read " + data.resolve(NAME) + ": " + e.getMessage(), e);
        }
    }
}
