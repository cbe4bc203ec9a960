package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fakesmtp.internal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a spool log. Those that are full are settled aside: when the files of the messages in one are forced, it is used again. That competes with
 * the load, so it waits until nothing comes, half of all segments are full, or some time has passed. When all are, whoever needs one waits.
 */
final class Segments implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final int MOST = 32;
    private static final int MOST_WAITING = MOST / 2;
    private static final int AT_REST = 1;
    private static final int SETTLERS = 2;
    private static final int PATIENCE = 10;
    private static final long UPPER = 0x7FFF_FFFF_0000_0000L;

    private final Staging staging;
    private final Settlement settlement;
    private final ExecutorService settlers = pool();
    private final Deque<Segment> free = new ArrayDeque<>();
    private final Deque<Segment> waiting = new ArrayDeque<>();
    private final List<Segment> stuck = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();

    /** Nobody can guess the epochs, and so write a message that looks like an entry. */
    private final long secret = new SecureRandom().nextLong() & UPPER;

    private int settling;
    private boolean making;
    private boolean resting;

    Segments(Staging staging) {
        this.staging = staging;
        this.settlement = new Settlement(staging, false);
    }

    /** The next segment to write in; empty where there is no room on the disk for one, or none of them can be settled. */
    synchronized Optional<Segment> next() {
        resting = false;
        free.removeIf(segment -> !segment.isThere() && isRemoved(segment));
        try {
            while (free.isEmpty() && (making || (isFull() && settling > 0))) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        if (!free.isEmpty()) {
            return Optional.of(free.remove());
        }
        return isFull() ? Optional.empty() : make();
    }

    /** Sees to it that the next segment is there when it is needed: to make one takes long. */
    synchronized void prepare() {
        if (free.isEmpty() && !making && !isFull()) {
            making = true;
            settlers.execute(() -> made(make()));
        }
    }

    /** Forces, aside and not at once, the files of the messages in a segment; then it is free. */
    synchronized void settle(Segment segment) {
        waiting.add(segment);
        if (waiting.size() > MOST_WAITING) {
            begin(waiting.remove());
        }
    }

    /** The same for one that cannot be written any more; it goes. */
    synchronized void abandon(Segment segment) {
        settling++;
        settlers.execute(() -> {
            cut(segment);
            settled(segment, isSettled(segment) && isRemoved(segment));
        });
    }

    /** Settles all that are full, and tries those again that could not be settled. */
    synchronized void settleAll() {
        waiting.addAll(stuck);
        stuck.clear();
        waiting.forEach(this::begin);
        waiting.clear();
    }

    /** From now on keeps no more free ones than are soon needed; returns whether all are settled. */
    synchronized boolean rest() {
        resting = true;
        shrink();
        return settling == 0 && stuck.isEmpty();
    }

    /** Settles all and takes them away. What cannot be settled stays for the next start. */
    @Override
    public void close() throws IOException {
        settleAll();
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

    private void begin(Segment segment) {
        settling++;
        settlers.execute(() ->
                settled(segment, isSettled(segment) && (segment.isThere() ? isBegun(segment) : isRemoved(segment))));
    }

    private boolean isFull() {
        return waiting.size() + settling + stuck.size() >= MOST;
    }

    /** Of the machine's failures too: whoever waits for it would wait for ever. */
    private Optional<Segment> make() {
        if (staging.spool().toFile().getUsableSpace() < 2L * Segment.SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(make(number.incrementAndGet()));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warn("no file for the spool log can be made, so each message is forced by itself: {}", Reason.of(e));
            return Optional.empty();
        }
    }

    private Segment make(int one) throws IOException {
        return Segment.make(staging.disk(), staging.temporarySegment(one), staging.segmentFile(one), secret | one);
    }

    private synchronized void made(Optional<Segment> segment) {
        making = false;
        segment.ifPresent(free::add);
        notifyAll();
    }

    private synchronized void settled(Segment segment, boolean done) {
        settling--;
        if (!done) {
            stuck.add(segment);
        } else if (segment.isOpen()) {
            free.add(segment);
            shrink();
        }
        notifyAll();
    }

    private void shrink() {
        while (resting && free.size() > AT_REST) {
            isRemoved(free.removeLast());
        }
    }

    private boolean isSettled(Segment segment) {
        try {
            segment.awaitSeen();
            if (!segment.isNearlyFull() || !staging.disk().forceAll(staging.spool())) {
                settleFiles(segment);
            }
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warn("files of the spool cannot be forced, {} keeps their messages: {}", segment.file(), Reason.of(e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void settleFiles(Segment segment) throws IOException {
        LogReader messages = segment.messages();
        settlement.settle(messages);
        if (!messages.isIntact()) {
            throw new IOException("it is damaged at octets " + messages.damage());
        }
    }

    /** One that cannot be begun anew is worth nothing, but what is in it is settled. */
    private boolean isBegun(Segment segment) {
        try {
            segment.begin(segment.epoch() + MOST);
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be used again: {}", segment.file(), Reason.of(e));
            return isRemoved(segment);
        }
    }

    private boolean isRemoved(Segment segment) {
        try {
            segment.remove();
            return true;
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", segment.file(), Reason.of(e));
            return false;
        }
    }

    private static void cut(Segment segment) {
        try {
            segment.cut();
        } catch (IOException e) {
            LOG.debug("{} is not cut: {}", segment.file(), Reason.of(e));
        }
    }

    /** Threads that end when nothing is to be settled. */
    private static ExecutorService pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                SETTLERS, SETTLERS, PATIENCE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Segments::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "spool-settler");
        thread.setDaemon(true);
        return thread;
    }
}
