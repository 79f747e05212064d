package dev.parley.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes files and folders that no other user of the machine can read; where the file system knows
 * no such permissions, ordinary ones.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    private OwnerOnly() {}

    /** Creates a folder and its missing parents; does nothing when it is there, however wide. */
    public static Path directories(Path path) throws IOException {
        return Files.createDirectories(path, attributes(path, "rwx------"));
    }

    /**
     * Writes a text that is there whole or not at all, should we die meanwhile.
     *
     * @param file replaced when it is there
     */
    public static void write(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, attributes(file, "rw-------"));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Tells whether other users may do anything with it. */
    public static boolean isOpenToOthers(Path path) throws IOException {
        return isPosix(path)
                && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
