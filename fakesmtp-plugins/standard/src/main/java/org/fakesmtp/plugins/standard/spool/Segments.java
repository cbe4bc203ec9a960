package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a spool log. One that is full is settled aside: when the files of its messages are forced, it is used again. There are never more than a
 * few; when all wait to be settled, so does whoever needs one.
 */
final class Segments implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final int MOST = 8;
    private static final int AT_REST = 2;
    private static final int SETTLERS = 2;

    private final Staging staging;
    private final Settlement settlement;
    private final ExecutorService settlers = Executors.newFixedThreadPool(SETTLERS, Segments::thread);
    private final Deque<Segment> free = new ArrayDeque<>();
    private final List<Segment> stuck = new ArrayList<>();
    private int settling;
    private int number;

    Segments(Staging staging) {
        this.staging = staging;
        this.settlement = new Settlement(staging, false);
    }

    /** The next segment to write in; empty where there is no room on the disk for one, or none of them can be settled. */
    synchronized Optional<Segment> next() {
        try {
            while (free.isEmpty() && settling + stuck.size() >= MOST && settling > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        if (!free.isEmpty()) {
            return Optional.of(free.remove());
        }
        return stuck.size() >= MOST ? Optional.empty() : make();
    }

    /** Forces, aside, the files of the messages in a segment; then it is free. */
    synchronized void settle(Segment segment) {
        settling++;
        settlers.execute(() -> settled(segment, isSettled(segment) && isBegun(segment)));
    }

    /** The same for one that cannot be written any more; it goes. */
    synchronized void abandon(Segment segment) {
        settling++;
        settlers.execute(() -> {
            cut(segment);
            settled(segment, isSettled(segment) && isRemoved(segment));
        });
    }

    /** When nothing comes: tries those again that could not be settled, and keeps no more free ones than are soon needed. */
    synchronized void shrink() {
        List<Segment> again = List.copyOf(stuck);
        stuck.clear();
        again.forEach(this::settle);
        while (free.size() > AT_REST) {
            isRemoved(free.removeLast());
        }
    }

    /** Settles all and takes them away. What cannot be settled stays for the next start. */
    @Override
    public void close() throws IOException {
        settlers.shutdown();
        try {
            while (!settlers.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.info("forcing the files of the spool");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            free.forEach(this::isRemoved);
            for (Segment segment : stuck) {
                segment.close();
            }
        }
    }

    private Optional<Segment> make() {
        if (staging.spool().toFile().getUsableSpace() < 2L * Segment.SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(Segment.make(staging.disk(), staging.segmentFile(++number), number));
        } catch (IOException e) {
            LOG.warn("no file for the spool log can be made, so each message is forced by itself: {}", e.toString());
            return Optional.empty();
        }
    }

    private synchronized void settled(Segment segment, boolean done) {
        settling--;
        if (!done) {
            stuck.add(segment);
        } else if (segment.isOpen()) {
            free.add(segment);
        }
        notifyAll();
    }

    private boolean isSettled(Segment segment) {
        try {
            segment.awaitSeen();
            settlement.settle(segment.file());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("files of the spool cannot be forced, {} keeps their messages: {}", segment.file(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One that cannot be begun anew is worth nothing, but what is in it is settled. */
    private boolean isBegun(Segment segment) {
        try {
            segment.begin(segment.epoch() + MOST);
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be used again: {}", segment.file(), e.toString());
            return isRemoved(segment);
        }
    }

    private boolean isRemoved(Segment segment) {
        try {
            segment.remove();
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", segment.file(), e.toString());
            return false;
        }
    }

    private static void cut(Segment segment) {
        try {
            segment.cut();
        } catch (IOException e) {
            LOG.debug("{} is not cut: {}", segment.file(), e.toString());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "spool-settler");
        thread.setDaemon(true);
        return thread;
    }
}
