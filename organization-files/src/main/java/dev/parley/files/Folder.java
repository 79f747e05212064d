package dev.parley.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The folder of one organization; nothing outside of it is ever read. */
final class Folder {
    /** The largest file that is read. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 10_000;

    private final Path path;
    private final String name;

    /**
     * @param path of the folder
     * @param name how findings name it; empty for the working directory
     */
    Folder(Path path, String name) {
        this.path = path;
        this.name = name;
    }

    /** How findings name a file of it. */
    String name(String file) {
        return name.isEmpty() ? file : name + "/" + file;
    }

    /**
     * A file's text.
     *
     * @param reference where the file is named
     * @param key which names it
     * @throws UnreadableException where it is named, or at the byte that is not UTF-8
     */
    String text(String file, Place reference, String key) throws UnreadableException {
        var bytes = bytes(file, reference, key);
        return Utf8.decode(name(file), bytes);
    }

    private byte[] bytes(String file, Place reference, String key) throws UnreadableException {
        var found = inside(file, reference, key);
        try {
            if (!Files.isRegularFile(found)) {
                throw new UnreadableException(reference, key + ": " + file + " is not a file");
            }
            try (var input = Files.newInputStream(found)) {
                var bytes = input.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new UnreadableException(
                            reference,
                            "%s: %s has %,d bytes; a file may have at most %,d"
                                    .formatted(key, file, Files.size(found), MAX_BYTES));
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new UnreadableException(reference, key + ": " + file + " cannot be read");
        }
    }

    private Path inside(String file, Place reference, String key) throws UnreadableException {
        try {
            var real = path.toRealPath();
            var wanted = real.resolve(file).normalize();
            if (!wanted.startsWith(real)) {
                throw outside(file, reference, key);
            }
            if (Files.notExists(wanted)) {
                throw new UnreadableException(reference, key + ": there is no file " + file);
            }
            // Links are followed, and must not lead out either.
            if (!wanted.toRealPath().startsWith(real)) {
                throw outside(file, reference, key);
            }
            return wanted;
        } catch (InvalidPathException e) {
            throw new UnreadableException(reference, key + ": " + file + " is not a path");
        } catch (IOException e) {
            throw new UnreadableException(reference, key + ": " + file + " cannot be read");
        }
    }

    private static UnreadableException outside(String file, Place reference, String key) {
        return new UnreadableException(
                reference, key + ": " + file + " leads out of the organization's folder");
    }

    /**
     * Files that a pattern such as {@code documents/*.md} names, sorted; links are not followed.
     */
    List<String> matching(String pattern, Place reference, String key) throws UnreadableException {
        if (pattern.startsWith("/") || List.of(pattern.split("/", -1)).contains("..")) {
            throw outside(pattern, reference, key);
        }
        try (var walk = Files.walk(path, DEEPEST)) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return walk.filter(Files::isRegularFile)
                    .map(path::relativize)
                    .filter(matcher::matches)
                    .map(file -> file.toString().replace('\\', '/'))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableException(reference, key + ": " + pattern + " is not a pattern");
        }
    }
}
