package dev.parley.model.completions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A model's API key, which prints as stars. */
public final class ApiKey {
    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * Refuses settings that name no key, or two.
     *
     * @param prefix of the settings, for the message
     * @throws IllegalArgumentException unless exactly one is given
     */
    public static void requireOne(String prefix, @Nullable String key, @Nullable Path file) {
        if (isGiven(key) == (file != null)) {
            throw new IllegalArgumentException(
                    "exactly one of %s.api-key and %s.api-key-file must be given"
                            .formatted(prefix, prefix));
        }
    }

    /**
     * Reads the key.
     *
     * @param prefix of the settings, for the message
     * @throws IllegalArgumentException when the file cannot be read, or the key cannot be one
     */
    public static ApiKey of(String prefix, @Nullable String key, @Nullable Path file) {
        requireOne(prefix, key, file);
        var name = prefix + (file == null ? ".api-key" : ".api-key-file");
        var value = file == null ? key : content(name, file);
        if (value == null || !value.strip().matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    name + " must give a key of visible ASCII characters without spaces");
        }
        return new ApiKey(value.strip());
    }

    private static boolean isGiven(@Nullable String key) {
        return key != null && !key.isBlank();
    }

    private static String content(String name, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": " + file + " cannot be read", e);
        }
    }

    /** The key itself. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
