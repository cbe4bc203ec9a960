package org.fakesmtp.protocol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much all sessions of a server may keep in memory together: message content, recipients, and what waits to be read or sent. Each holder has a little of its own that is not counted, so
 * that a session is served though others have taken all there is. What happens where nothing is left is up to the holder: content goes to a file, a recipient is refused, reading
 * stops.
 */
public final class Memory {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit in octets; 0 is none */
    public Memory(long limit) {
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
    }

    /** Memory without a limit. */
    public static Memory unlimited() {
        return new Memory(0);
    }

    /** How many octets are taken, without those that are not counted. */
    public long taken() {
        return taken.get();
    }

    /** Whether nothing is left. */
    public boolean isShort() {
        return taken.get() >= limit;
    }

    /**
     * A new holder.
     *
     * @param own so many octets are its own
     */
    public Holding holding(int own) {
        return new Holding(own);
    }

    private boolean take(long octets) {
        if (taken.addAndGet(octets) <= limit) {
            return true;
        }
        taken.addAndGet(-octets);
        return false;
    }

    /** What one holder has in memory. For one thread at a time. */
    public final class Holding {

        private final int own;
        private long octets;

        private Holding(int own) {
            this.own = own;
        }

        /** How many octets it has, those of its own included. */
        public long octets() {
            return octets;
        }

        /** Whether it may have more. */
        public boolean mayGrow() {
            return octets < own || !isShort();
        }

        /** Has so many octets in all from now on. False, and nothing changes, where so many more are not left. */
        public boolean tryHold(long all) {
            long more = counted(all) - counted(octets);
            if (more > 0 && !take(more)) {
                return false;
            }
            if (more < 0) {
                taken.addAndGet(more);
            }
            octets = all;
            return true;
        }

        /** Has so many octets in all from now on, whether so many are left or not. */
        public void hold(long all) {
            long more = counted(all) - counted(octets);
            if (more != 0) {
                taken.addAndGet(more);
            }
            octets = all;
        }

        private long counted(long all) {
            return Math.max(0, all - own);
        }
    }
}
