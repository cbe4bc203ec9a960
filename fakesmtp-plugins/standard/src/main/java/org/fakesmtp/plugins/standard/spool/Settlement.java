package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

    /** Returns when all files of the segment are on the disk; how many of them were restored. */
    int settle(Supplier<Optional<Entry>> entries) throws IOException {
        Set<Path> directories = new HashSet<>();
        Maildir maildir = new Maildir(staging.spool());
        int restored = 0;
        for (Optional<Entry> entry = entries.get(); entry.isPresent(); entry = entries.get()) {
            for (Filed file : entry.get().files()) {
                Path place = maildir.find(target(file));
                restored += settle(file, place) ? 1 : 0;
                directories.add(place.getParent());
            }
        }
        for (Path directory : directories) {
            forceDirectory(directory);
        }
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
            LOG.warn("{} cannot be forced and is written anew: {}", place, e.toString());
            restore(file, place);
        }
        return false;
    }

    private Path target(Filed file) throws IOException {
        Path place = Path.of(file.place()).normalize();
        if (place.isAbsolute() || place.startsWith("..")) {
            throw new IOException("'" + file.place() + "' is not in the spool");
        }
        return staging.spool().resolve(place);
    }

    private static boolean isIntact(Filed file, Path place) throws IOException {
        return Files.exists(place)
                && Files.size(place) == file.octets().length
                && Arrays.equals(Files.readAllBytes(place), file.octets());
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
}
