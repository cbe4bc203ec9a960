package org.fakesmtp.plugins.standard.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the messages of a segment one after the other, and goes on behind octets that are damaged, where the next intact message begins. */
final class LogReader implements Supplier<Optional<Entry>> {

    private final ByteBuffer log;
    private final long epoch;
    private final boolean endMarked;
    private final List<String> damage = new ArrayList<>();
    private int place = SegmentHeader.SIZE;
    private int messages;
    private boolean ended;

    private LogReader(ByteBuffer log, long epoch, boolean endMarked) {
        this.log = log;
        this.epoch = epoch;
        this.endMarked = endMarked;
    }

    /** The messages of a segment that is in use: all of it is read. */
    static LogReader inUse(ByteBuffer log, long epoch) {
        return new LogReader(log, epoch, false);
    }

    /** The messages of a segment that a run has left. Empty where nothing in it is of a segment. */
    static Optional<LogReader> left(ByteBuffer log) {
        Optional<Long> first = SegmentHeader.at(log, 0).map(SegmentHeader::epoch);
        Optional<Long> last =
                SegmentHeader.at(log, Segment.SIZE - SegmentHeader.SIZE).map(SegmentHeader::epoch);
        Optional<Long> epoch = later(first, last).or(() -> newestEpoch(log));
        return epoch.map(known -> {
            LogReader reader = new LogReader(log, known, true);
            if (first.isEmpty()) {
                reader.damaged(0, SegmentHeader.SIZE);
            }
            return reader;
        });
    }

    private static Optional<Long> later(Optional<Long> one, Optional<Long> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(Math.max(one.get(), other.get()))
                : one.or(() -> other);
    }

    /** Where neither header is intact: what was written last is not settled. */
    private static Optional<Long> newestEpoch(ByteBuffer log) {
        Optional<Long> newest = Optional.empty();
        for (int at = Entry.find(log, 0); at < log.limit(); at = Entry.find(log, at + 1)) {
            Optional<Long> epoch = Entry.epochAt(log, at);
            newest = epoch.isPresent() ? later(newest, epoch) : newest;
        }
        return newest;
    }

    /** The next message; empty where there is no other. */
    @Override
    public Optional<Entry> get() {
        Optional<Entry> entry = Entry.at(log, place, epoch);
        if (entry.isEmpty()) {
            entry = findNext();
        }
        if (entry.isPresent()) {
            messages++;
            place += entry.get().size();
        }
        return entry;
    }

    private Optional<Entry> findNext() {
        for (int at = Entry.find(log, place); at < log.limit(); at = Entry.find(log, at + 1)) {
            Optional<Entry> entry = Entry.at(log, at, epoch);
            if (entry.isPresent()) {
                damaged(place, at);
                place = at;
                return entry;
            }
        }
        end();
        return Optional.empty();
    }

    private void end() {
        boolean good = endMarked ? EndMark.isAt(log, place, epoch) : place == log.limit();
        if (!ended && !good) {
            damaged(place, log.limit());
        }
        ended = true;
    }

    private void damaged(int from, int to) {
        damage.add(from + " to " + to);
    }

    /** How many messages were read. */
    int messages() {
        return messages;
    }

    /** Whether there was nothing but messages, of those that were read so far. */
    boolean isIntact() {
        return damage.isEmpty();
    }

    /** Where no message could be read, in octets from the beginning. */
    String damage() {
        return String.join(", ", damage);
    }
}
