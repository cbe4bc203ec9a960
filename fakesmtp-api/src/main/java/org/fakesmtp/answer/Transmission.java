package org.fakesmtp.answer;

import java.util.List;
import java.util.Optional;

/** Octets on their way to the client at a pace of their own. They are made as they are sent, so that millions of them need no memory. */
public final class Transmission {

    private final List<Part> parts;
    private final Optional<Modifier.Dribble> pace;
    private final boolean startsWithWait;

    /** Octets, and how often they are sent. */
    static final class Part {

        private final byte[] octets;
        private final long times;

        Part(byte[] octets, long times) {
            this.octets = octets;
            this.times = times;
        }

        boolean isEmpty() {
            return octets.length == 0 || times == 0;
        }
    }

    Transmission(List<Part> parts, Optional<Modifier.Dribble> pace, boolean startsWithWait) {
        this.parts = List.copyOf(parts);
        this.pace = pace;
        this.startsWithWait = startsWithWait;
    }

    /** Whether the first octets wait as well: those of a rate, which take their time, and not those of a dribble. */
    public boolean startsWithWait() {
        return startsWithWait;
    }

    /** How many octets are sent at a time and what wait is between; empty: as fast as the client reads. */
    public Optional<Modifier.Dribble> pace() {
        return pace;
    }

    /** Begins with the first octet. */
    public Source open() {
        return new Source();
    }

    /** The octets that are still to be sent. For one thread at a time. */
    public final class Source {

        private int part;
        private long time;
        private int offset;

        /** Copies the next octets into the array, and returns how many; 0 at the end. */
        public int read(byte[] target, int from, int most) {
            int copied = 0;
            while (copied < most && !isAtEnd()) {
                byte[] octets = parts.get(part).octets;
                int length = Math.min(most - copied, octets.length - offset);
                System.arraycopy(octets, offset, target, from + copied, length);
                copied += length;
                advance(length);
            }
            return copied;
        }

        /** Whether nothing is left. */
        public boolean isAtEnd() {
            return part == parts.size();
        }

        private void advance(int length) {
            offset += length;
            if (offset == parts.get(part).octets.length) {
                offset = 0;
                time++;
            }
            if (time == parts.get(part).times) {
                time = 0;
                part++;
            }
        }
    }
}
