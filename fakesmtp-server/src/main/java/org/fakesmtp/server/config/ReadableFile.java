package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** A file that the user names and that is read as a whole, at the start or while the server runs: neither may wait for ever, or use up all memory. */
public final class ReadableFile {

    private static final long MOST = 64L * 1024 * 1024;

    /** What another program has opened for this one, and what is empty. */
    private static final Pattern HARMLESS = Pattern.compile("/dev/(null|stdin|fd/\\d+)|/proc/self/fd/\\d+");

    private ReadableFile() {}

    /**
     * All octets of a file.
     *
     * @throws IOException where it cannot be read, or should not be, as a pipe that nobody may ever write to
     */
    public static byte[] octets(Path path) throws IOException {
        check(path);
        return Files.readAllBytes(path);
    }

    /**
     * Looks whether a file may be read as a whole.
     *
     * @throws IOException where it is not there, is a pipe, a socket or a device, or has more than 64 MB
     */
    public static void check(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        if (found.isOther() && !HARMLESS.matcher(path.toString()).matches()) {
            throw new FileSystemException(path.toString(), null, "it is a pipe, a socket or a device");
        }
        if (found.isRegularFile() && found.size() > MOST) {
            throw new FileSystemException(
                    path.toString(), null, "it has " + found.size() + " octets, and may have " + MOST);
        }
    }
}
