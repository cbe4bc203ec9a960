package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of the messages in a segment durable, so that the segment is needed no longer. What someone has taken away meanwhile stays away; after a
 * crash nobody knows who took it, and it is restored.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Staging staging;
    private final boolean restoring;

    /**
     * @param restoring whether the run that wrote the segment has ended without settling it
     */
    Settlement(Staging staging, boolean restoring) {
        this.staging = staging;
        this.restoring = restoring;
    }

    /**
     * Returns when all files of the segment are on the disk; how many of them were restored.
     *
     * @throws IOException where one is not; the others are
     */
    int settle(Supplier<Optional<Entry>> entries) throws IOException {
        Set<Path> directories = new HashSet<>();
        Maildir maildir = new Maildir(staging.spool());
        Failures failures = new Failures();
        int restored = 0;
        for (Optional<Entry> entry = entries.get(); entry.isPresent(); entry = entries.get()) {
            for (Filed file : entry.get().files()) {
                try {
                    Path place = maildir.find(target(file));
                    restored += settle(file, place) ? 1 : 0;
                    directories.add(place.getParent());
                } catch (IOException e) {
                    failures.add(file.place(), e);
                }
            }
        }
        for (Path directory : directories) {
            forceDirectory(directory);
        }
        failures.check();
        return restored;
    }

    /** Whether the file had to be restored. */
    private boolean settle(Filed file, Path place) throws IOException {
        if (restoring && !isIntact(file, place)) {
            restore(file, place);
            return true;
        }
        try {
            force(place);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // What could not be written is gone from memory too: a second force would succeed without it.
            LOG.warn("{} cannot be forced and is written anew: {}", place, Reason.of(e));
            restore(file, place);
        }
        return false;
    }

    private Path target(Filed file) throws IOException {
        try {
            Path place = Path.of(file.place()).normalize();
            if (!place.isAbsolute() && !place.startsWith("..")) {
                return staging.spool().resolve(place);
            }
        } catch (InvalidPathException e) {
            LOG.debug("no path", e);
        }
        throw new IOException("'" + file.place() + "' is not in the spool");
    }

    private static boolean isIntact(Filed file, Path place) throws IOException {
        try {
            return FileKind.of(place) == FileKind.FILE
                    && Files.size(place) == file.octets().length
                    && Arrays.equals(Files.readAllBytes(place), file.octets());
        } catch (NoSuchFileException | AccessDeniedException e) {
            return false;
        }
    }

    private void restore(Filed file, Path place) throws IOException {
        staging.makeDirectories();
        try (Draft draft = staging.forcedDraft(staging.nextName(), file.kind(), out -> out.write(file.octets()))) {
            draft.moveTo(place);
            draft.keep();
        }
    }

    private void force(Path place) throws IOException {
        try (FileChannel file = FileChannel.open(place, StandardOpenOption.READ)) {
            staging.disk().force(file);
        }
    }

    private void forceDirectory(Path directory) throws IOException {
        try {
            staging.disk().forceDirectory(directory);
        } catch (NoSuchFileException e) {
            LOG.debug("{} was taken away", directory);
        }
    }

    /** What could not be settled: the first failure is told, the others are counted. */
    private static final class Failures {
        private Optional<IOException> first = Optional.empty();
        private String place = "";
        private int count;

        void add(String file, IOException failure) {
            if (first.isEmpty()) {
                first = Optional.of(failure);
                place = Printable.text(file);
            }
            count++;
        }

        void check() throws IOException {
            if (first.isPresent()) {
                throw new IOException(count + " files, such as " + place + ": " + Reason.of(first.get()), first.get());
            }
        }
    }
}
