package org.fakesmtp.plugins.standard.spool;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** The real file system; what it is asked to force survives a power cut. Modes and forced directories are POSIX: elsewhere they are left out. */
class ForcedDisk implements Disk {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<OpenOption> NEW_FILE = Set.of(CREATE_NEW, READ, WRITE);
    private static final FileAttribute<?>[] PRIVATE = Permissions.PRIVATE.forFile();

    @Override
    public void makeDirectory(Path directory, Permissions permissions) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            makeDirectory(parent, permissions);
        }
        try {
            Files.createDirectory(directory, permissions.forFolder());
            permissions.grantFolder(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        if (parent != null) {
            forceReadable(parent);
        }
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, NEW_FILE, PRIVATE);
    }

    @Override
    public FileChannel create(Path file, Permissions permissions) throws IOException {
        if (permissions.equals(Permissions.PRIVATE)) {
            return create(file);
        }
        FileChannel channel = FileChannel.open(file, NEW_FILE, permissions.forFile());
        try {
            permissions.grantFile(file);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void force(FileChannel file) throws IOException {
        file.force(true);
    }

    @Override
    public void forceContent(FileChannel file) throws IOException {
        file.force(false);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!POSIX) {
            return;
        }
        try (FileChannel names = FileChannel.open(directory, READ)) {
            names.force(true);
        }
    }

    @Override
    public boolean forceAll(Path directory) {
        return SyncCommand.forces(directory);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** A directory that may be written and not be read cannot be opened to force it. */
    private void forceReadable(Path directory) throws IOException {
        try {
            forceDirectory(directory);
        } catch (AccessDeniedException e) {
            // The new directory is used all the same: only its own name is not forced.
        }
    }
}
