package org.fakesmtp.plugins.standard.console;

import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be written: bounded, and never full for the one who adds. Once an entry has found no room, it and all after it are dropped and counted
 * until the writer has taken what is there, so that the notice about them stands where they are missing.
 */
final class Backlog {

    /** What an entry takes beside its text. */
    private static final int OVERHEAD = 64;

    private final int limit;
    private List<Entry> entries = new ArrayList<>();
    private int weight;
    private long dropped;
    private boolean closed;

    /** A backlog of about so many chars. */
    Backlog(int limit) {
        this.limit = limit;
    }

    /** Adds or drops an entry, at once. */
    synchronized void add(Entry entry) {
        if (closed) {
            return;
        }
        int more = entry.weight() + OVERHEAD;
        if (dropped > 0 || (weight + more > limit && !entries.isEmpty())) {
            dropped += entry.lines();
            return;
        }
        entries.add(entry);
        weight += more;
        notifyAll();
    }

    /** Waits for entries and takes all of them; empty when the backlog was closed and nothing is left. */
    synchronized List<Entry> take() throws InterruptedException {
        while (entries.isEmpty() && !closed) {
            wait();
        }
        List<Entry> taken = entries;
        if (dropped > 0) {
            taken.add(new Dropped(dropped));
        }
        entries = new ArrayList<>();
        weight = 0;
        dropped = 0;
        return taken;
    }

    /** Takes no more; what is there can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Stands in for lines that were dropped. */
    private record Dropped(long count) implements Entry {

        @Override
        public int weight() {
            return 0;
        }

        @Override
        public int lines() {
            return 1;
        }

        @Override
        public void print(StringBuilder out, Look look) {
            out.append("... ").append(count).append(" lines not shown: the terminal is too slow\n");
        }
    }
}
