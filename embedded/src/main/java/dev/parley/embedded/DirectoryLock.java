package dev.parley.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second server out of a data directory. The operating system lets go of it when the JVM
 * dies.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Creates the directory if it is missing, for its owner only, and locks it.
     *
     * @throws DirectoryInUseException when another server, of this JVM or another, holds it
     */
    static DirectoryLock of(Path directory, String service) throws IOException {
        OwnerOnly.directories(directory);
        var file =
                FileChannel.open(
                        directory.resolve("in-use.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!locked(file)) {
            file.close();
            throw new DirectoryInUseException(directory, service);
        }
        return new DirectoryLock(file);
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
