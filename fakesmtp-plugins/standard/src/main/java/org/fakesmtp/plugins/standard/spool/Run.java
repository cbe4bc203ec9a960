package org.fakesmtp.plugins.standard.spool;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.internal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a server on a directory: a random id, and a hidden file of that name that stays locked while the run lasts. So several servers can share a
 * directory, and what a dead one left behind is told from what a live one is writing.
 */
final class Run implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final Pattern LOCK_FILE = Pattern.compile("\\.run-([0-9a-f]{12})\\.lock");
    private static final Pattern SEGMENT_FILE = Pattern.compile("\\.run-([0-9a-f]{12})-\\d+\\.log");

    /** The runs of this JVM. POSIX drops a lock as soon as its process closes any descriptor of the file: these are never opened a second time. */
    private static final Set<String> HERE = ConcurrentHashMap.newKeySet();

    private final String id;
    private final Path file;
    private final FileChannel channel;

    private Run(String id, Path file, FileChannel channel) {
        this.id = id;
        this.file = file;
        this.channel = channel;
    }

    /** Starts a run. Where the file system has no locks it goes on without: then no other run can find it dead either. */
    static Run start(Disk disk, Path directory) throws IOException {
        while (true) {
            String id = String.format("%012x", new SecureRandom().nextLong() >>> 16);
            Run run = make(disk, directory, id);
            if (run.isLocked() && Files.exists(run.file)) {
                return run;
            }
            // Another server has just taken the new file for that of a dead run.
            run.close();
        }
    }

    private static Run make(Disk disk, Path directory, String id) throws IOException {
        HERE.add(id);
        try {
            return new Run(id, fileOf(directory, id), disk.create(fileOf(directory, id)));
        } catch (IOException e) {
            HERE.remove(id);
            throw e;
        }
    }

    String id() {
        return id;
    }

    /** The run that a file name is the lock of; empty where it is none. */
    static Optional<String> ofLockFile(String name) {
        return id(LOCK_FILE, name);
    }

    /** The run whose log a file name is of; empty where it is none. */
    static Optional<String> ofSegmentFile(String name) {
        return id(SEGMENT_FILE, name);
    }

    /**
     * Takes away the lock file of a run that has ended, however it did; returns whether it has. Where nobody can tell, it has not, and what it left stays.
     */
    static boolean bury(Path directory, String id) {
        Path lock = fileOf(directory, id);
        if (HERE.contains(id)) {
            return false;
        }
        try {
            FileKind kind = FileKind.of(lock);
            if (kind != FileKind.MISSING && kind != FileKind.FILE) {
                throw new IOException("it is " + kind);
            }
            return kind == FileKind.MISSING || remove(lock);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | OverlappingFileLockException e) {
            LOG.warn(
                    "whether the server of {} runs cannot be told, what it may have left stays: {}",
                    lock,
                    Reason.of(e));
            return false;
        }
    }

    private static boolean remove(Path lockFile) throws IOException {
        try (FileChannel other = FileChannel.open(lockFile, Set.of(WRITE, NOFOLLOW_LINKS));
                FileLock lock = other.tryLock()) {
            // While the lock is held: a run that has just made this file does not get it and takes another.
            if (lock != null) {
                Files.deleteIfExists(lockFile);
            }
            return lock != null;
        }
    }

    /** The lock file of a run. */
    static Path fileOf(Path directory, String id) {
        return directory.resolve(".run-" + id + ".lock");
    }

    /** A file of the spool log of this run. */
    Path segmentFile(Path directory, int number) {
        return directory.resolve(".run-" + id + '-' + number + ".log");
    }

    /** The temporary name of such a file, until it is whole. */
    Path temporarySegment(Path directory, int number) {
        return directory.resolve("." + id + '-' + number + ".log.part");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            HERE.remove(id);
        }
    }

    private static Optional<String> id(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private boolean isLocked() {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            LOG.warn("{} cannot be locked, so left-over temporary files are not removed: {}", file, Reason.of(e));
            return true;
        }
    }
}
