package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.internal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files are written before they are seen: hidden temporary names in one directory, which goes at the end where it is hidden itself. What a dead run left there is removed at the start.
 * Directories that someone removes meanwhile are made again.
 */
final class Staging implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final Pattern TEMPORARY = Pattern.compile("\\.([0-9a-f]{12})-\\d+\\.[a-z]+\\.part");

    private final Disk disk;
    private final Permissions permissions;
    private final InstantSource clock;
    private final Path place;
    private final List<Path> directories;
    private final Deque<Path> made = new ArrayDeque<>();

    /** Of each other run that this one has met at its start: whether it has ended. */
    private final Map<String, Boolean> buried = new HashMap<>();

    private final AtomicLong sequence = new AtomicLong();
    private Run run;
    private Instant last = Instant.EPOCH;

    private Staging(Disk disk, Permissions permissions, InstantSource clock, Path place, List<Path> directories)
            throws IOException {
        this.disk = disk;
        this.permissions = permissions;
        this.clock = clock;
        this.place = place;
        this.directories = directories;
        this.run = startRun();
    }

    /** Makes the directories, of which {@code place} takes the temporary files, and starts a run there. */
    static Staging open(Disk disk, Permissions permissions, InstantSource clock, Path place, List<Path> directories)
            throws IOException {
        Staging staging = new Staging(disk, permissions, clock, place, directories);
        staging.sweep();
        return staging;
    }

    Disk disk() {
        return disk;
    }

    /** The directory that all others are in. */
    Path spool() {
        return directories.get(0);
    }

    /** A name for a file of the spool log, which tells whose it is. */
    synchronized Path segmentFile(int number) {
        return run.segmentFile(spool(), number);
    }

    /** The name of such a file until it is whole. */
    synchronized Path temporarySegment(int number) {
        return run.temporarySegment(place, number);
    }

    /** Whether another run has ended; then nothing is left of it but its messages and its log. */
    boolean bury(String id) {
        return buried.computeIfAbsent(id, one -> Run.bury(place, one));
    }

    /** Makes directories again that someone has removed. */
    synchronized void makeDirectories() throws IOException {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                run.close();
                run = startRun();
                return;
            }
        }
    }

    /** A name that sorts behind every name given before, even where the clock goes back. */
    synchronized MessageName nextName() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return new MessageName(last, run.id(), sequence.incrementAndGet());
    }

    /** Whether the files that it makes have the permissions that they are to have: some file systems have none. */
    boolean keepsPermissions() throws IOException {
        Path probe = place.resolve("." + run.id() + "-0.probe.part");
        try (FileChannel file = disk.create(probe, permissions)) {
            return file.isOpen() && permissions.areOf(probe);
        } finally {
            disk.delete(probe);
        }
    }

    /** A file under a temporary name, written and forced. */
    Draft forcedDraft(MessageName name, String kind, Draft.Body body) throws IOException {
        return Draft.force(disk, permissions, temporary(name, kind), body);
    }

    /** A file under a temporary name, written. */
    Draft draft(MessageName name, String kind, byte[] octets) throws IOException {
        return Draft.write(disk, permissions, temporary(name, kind), octets);
    }

    /** Directories that this run has made go again where nothing is in them: a server that took no message leaves no trace. */
    @Override
    public synchronized void close() throws IOException {
        run.close();
        if (place.getFileName().toString().startsWith(".")) {
            removeEmpty(place);
        }
        if (areEmpty()) {
            made.forEach(Staging::removeEmpty);
        }
    }

    private Path temporary(MessageName name, String kind) {
        return place.resolve("." + name.run() + '-' + name.sequence() + '.' + kind + ".part");
    }

    private Run startRun() throws IOException {
        try {
            return startInDirectories();
        } catch (NoSuchFileException e) {
            // Another server has ended, and has just taken the empty directory away.
            return startInDirectories();
        }
    }

    private Run startInDirectories() throws IOException {
        for (Path directory : directories) {
            note(directory);
            disk.makeDirectory(directory, permissions);
        }
        return Run.start(disk, place);
    }

    /** Remembers which directories are missing, the deepest first. */
    private void note(Path directory) {
        List<Path> missing = Stream.iterate(directory.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .takeWhile(Files::notExists)
                .filter(Predicate.not(made::contains))
                .toList();
        for (int i = missing.size() - 1; i >= 0; i--) {
            made.push(missing.get(i));
        }
    }

    /** Whether nothing is in the directories that were made but these themselves. */
    private boolean areEmpty() throws IOException {
        for (Path directory : made) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> content = Files.list(directory)) {
                    if (!content.allMatch(made::contains)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static void removeEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debug("{} stays: {}", directory, Reason.of(e));
        }
    }

    /** What cannot be removed is no reason not to start. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> hidden = Files.newDirectoryStream(place, ".*")) {
            for (Path file : hidden) {
                sweep(file);
            }
        }
    }

    private void sweep(Path file) {
        String name = file.getFileName().toString();
        Run.ofLockFile(name).ifPresent(this::bury);
        if (ownerOfTemporary(name).filter(this::bury).isPresent()) {
            remove(file);
        }
    }

    private void remove(Path left) {
        try {
            FileKind kind = FileKind.of(left);
            if (kind == FileKind.FILE) {
                disk.delete(left);
            } else if (kind != FileKind.MISSING) {
                LOG.warn("{} bears the name of a temporary file and is {}: it is left alone", left, kind);
            }
        } catch (IOException e) {
            LOG.warn("{}, a temporary file of a server that has ended, stays: {}", left, Reason.of(e));
        }
    }

    private static Optional<String> ownerOfTemporary(String name) {
        Matcher matcher = TEMPORARY.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
