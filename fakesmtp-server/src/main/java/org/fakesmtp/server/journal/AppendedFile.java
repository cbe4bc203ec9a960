package org.fakesmtp.server.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is appended to. Where someone has renamed or removed it, as programs that rotate logs do, it is made again. A new one can be read by its owner
 * only; one that is made again has the permissions of the one before. For one thread.
 */
final class AppendedFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(AppendedFile.class);
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    /** What is open already cannot keep the server waiting. */
    private static final Pattern OPEN_ALREADY = Pattern.compile("/dev/(stdout|stderr|fd/\\d+)|/proc/self/fd/\\d+");

    private static final int TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    private final Path file;
    private Set<PosixFilePermission> permissions = PRIVATE;
    private Optional<FileChannel> channel = Optional.empty();
    private Optional<Object> identity = Optional.empty();

    private AppendedFile(Path file) {
        this.file = file;
    }

    /**
     * Opens a file, or makes it.
     *
     * @throws IOException where it cannot be written
     */
    static AppendedFile open(Path file) throws IOException {
        AppendedFile opened = new AppendedFile(file);
        opened.open();
        return opened;
    }

    /**
     * Looks whether it can be written, as far as that can be told without opening it.
     *
     * @throws IOException where it cannot be; the message says why
     */
    static void check(Path file) throws IOException {
        Optional<BasicFileAttributes> there = attributes(file);
        if (there.isPresent()) {
            checkKind(file, there.get());
        } else {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new IOException("there is no folder '" + folder + "'");
            }
        }
    }

    /** A pipe that nobody reads would keep whoever opens it waiting for ever. */
    private static void checkKind(Path file, BasicFileAttributes found) throws IOException {
        if (found.isDirectory()) {
            throw new IOException("it is a folder");
        }
        if (found.isOther()
                && !OPEN_ALREADY.matcher(file.toString()).matches()
                && ((int) Files.getAttribute(file, "unix:mode") & TYPE) != CHARACTER_DEVICE) {
            throw new IOException("it is a pipe, a socket or a disk");
        }
    }

    /** Appends octets. Where that fails, nothing of them stays, so that no line is cut. */
    void append(ByteBuffer octets) throws IOException {
        FileChannel out = current();
        long before = out.size();
        long written = 0;
        try {
            while (octets.hasRemaining()) {
                written += out.write(octets);
            }
        } catch (IOException e) {
            if (written > 0 && out.size() == before + written) {
                out.truncate(before);
            }
            throw e;
        }
    }

    /** The file of that name, which may not be the one that was opened. */
    private FileChannel current() throws IOException {
        if (channel.isEmpty()) {
            open();
        } else if (identity.isPresent()
                && !attributes(file).flatMap(AppendedFile::key).equals(identity)) {
            LOG.info("{} was renamed or removed, and is made again", file);
            close();
            open();
        }
        return channel.orElseThrow();
    }

    private void open() throws IOException {
        check(file);
        FileAttribute<?>[] mode = POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
        boolean isNew = attributes(file).isEmpty();
        FileChannel opened = FileChannel.open(file, Set.of(CREATE, APPEND), mode);
        channel = Optional.of(opened);
        Optional<BasicFileAttributes> regular = attributes(file).filter(BasicFileAttributes::isRegularFile);
        identity = regular.flatMap(AppendedFile::key);
        if (POSIX && regular.isPresent()) {
            keepPermissions(isNew);
        }
    }

    /** The umask may have taken some. */
    private void keepPermissions(boolean isNew) throws IOException {
        if (isNew && !permissions.equals(PRIVATE)) {
            Files.setPosixFilePermissions(file, permissions);
        }
        permissions = Files.getPosixFilePermissions(file);
    }

    @Override
    public void close() throws IOException {
        Optional<FileChannel> open = channel;
        channel = Optional.empty();
        if (open.isPresent()) {
            open.get().close();
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Some systems have none. */
    private static Optional<Object> key(BasicFileAttributes attributes) {
        return Optional.ofNullable(attributes.fileKey());
    }
}
