package org.fakesmtp.plugins.standard.spool;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What bears the name of a segment whose run has ended.
 *
 * @param file the name
 * @param octets what is in it, but no more than may be in a segment that was damaged
 * @param size how many octets the file has
 */
record LeftLog(Path file, ByteBuffer octets, long size) {

    /** A segment that has grown, however that came about, is read so far. */
    private static final int MOST = Segment.SIZE + Segment.SIZE / 4;

    /** Reads a file; nothing else is opened. */
    static LeftLog read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))) {
            ByteBuffer octets = ByteBuffer.allocate((int) Math.min(MOST, channel.size()));
            while (octets.hasRemaining() && channel.read(octets) >= 0) {}
            return new LeftLog(file, octets.flip(), channel.size());
        }
    }

    /** Its messages; empty where it is no segment. */
    Optional<LogReader> messages() {
        return LogReader.left(octets);
    }

    /** Why it is no segment. */
    String strangeness() {
        if (size == 0) {
            return "is empty; if it held messages, they are lost";
        }
        OptionalInt version = SegmentHeader.otherVersion(octets);
        return version.isPresent()
                ? "is of version " + version.getAsInt() + " of the spool log, and this fakesmtp reads version "
                        + SegmentHeader.VERSION
                : "does not begin like a spool log (size in octets: " + size + ")";
    }

    /** Where nothing could be read, in octets from the beginning; nothing where all of it was. */
    Optional<String> damage(LogReader read) {
        String unread = size > octets.limit() ? octets.limit() + " to " + size : "";
        String all = read.isIntact() || unread.isEmpty() ? read.damage() + unread : read.damage() + ", " + unread;
        return Optional.of(all).filter(some -> !some.isEmpty());
    }

    /** Gives it a name that no other has, under which no start looks for it. */
    Path setAside(Disk disk) throws IOException {
        for (int number = 0; ; number++) {
            String suffix = number == 0 ? ".damaged" : ".damaged." + number;
            Path aside = file.resolveSibling(file.getFileName() + suffix);
            try {
                Files.move(file, aside);
                disk.forceDirectory(file.resolveSibling(""));
                return aside;
            } catch (FileAlreadyExistsException e) {
                // that of another time
            }
        }
    }
}
