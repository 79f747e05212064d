package dev.parley.standalone;

import dev.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The directory in which one standalone Parley keeps everything; locked while it runs. */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "in-use.lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing, for its owner only, and locks it. The operating
     * system unlocks it when the JVM dies. One that others can enter is warned of and taken: the
     * permissions of a folder that was there are its owner's decision.
     *
     * @throws CommandException when it cannot be written or another Parley runs in it
     */
    static DataDirectory open(Path wanted) {
        var path = wanted.toAbsolutePath().normalize();
        try {
            OwnerOnly.directories(path);
            warnWhenOpen(path);
            var file =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(file)) {
                file.close();
                throw new CommandException(
                        "the data directory %s is in use by another Parley;".formatted(path)
                                + " stop that one or choose another directory with --data");
            }
            return new DataDirectory(path, file);
        } catch (IOException e) {
            throw new CommandException(
                    "cannot write to the data directory %s (%s); choose another with --data"
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /**
     * Opens it empty: what an earlier run left there is deleted.
     *
     * @throws CommandException also when the directory holds something that is not ours
     */
    static DataDirectory openEmpty(Path wanted) {
        var path = wanted.toAbsolutePath().normalize();
        if (Files.isDirectory(path) && !Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
            throw new CommandException(
                    path
                            + " holds files that are not Parley's; choose another directory with --data");
        }
        var directory = open(path);
        try {
            directory.empty();
            return directory;
        } catch (IOException e) {
            directory.close();
            throw new CommandException(
                    "cannot empty the data directory %s (%s)".formatted(path, reason(e)), e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    private void empty() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path) && !file.equals(path.resolve(LOCK))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void warnWhenOpen(Path path) throws IOException {
        if (OwnerOnly.isOpenToOthers(path)) {
            System.err.println(
                    "parley: other users of this machine can enter the data directory %1$s, which holds conversations and keys; close it with: chmod 700 %1$s"
                            .formatted(path));
        }
    }

    private static boolean isEmpty(Path path) {
        try (var files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new CommandException("cannot read %s (%s)".formatted(path, reason(e)), e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new CommandException("cannot unlock the data directory " + path, e);
        }
    }
}
