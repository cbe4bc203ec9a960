package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files have changed, on a thread of its own. The system says so at once for most files; since it says nothing where a file is mounted alone into a container, or where a link
 * further up leads elsewhere, the files are looked at each second as well.
 */
public final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** So long a file must stay as it is: whoever writes it may not be done. */
    private static final Duration SETTLED = Duration.ofMillis(100);

    private static final int MOST_LOOKS = 50;

    /** So long a file must stay as it is whose end looks as if it was half written; some editors write no last line end. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable changed;
    private final Optional<WatchService> events;
    private final Thread thread = new Thread(this::run, "fakesmtp-watch");
    private final Duration rest;
    private Map<Path, FileStamp> seen;

    private FileWatch(Map<Path, FileStamp> files, Runnable changed, Duration rest) {
        this.seen = files;
        this.changed = changed;
        this.rest = rest;
        this.events = events(files);
    }

    /**
     * Watches files.
     *
     * @param files the files as they are known
     * @param changed called after each change, and at once where they are not what is known
     */
    public static FileWatch start(Map<Path, FileStamp> files, Runnable changed) {
        return start(files, changed, REST);
    }

    /** The same, with the time for which a file that looks half written must stay as it is. */
    static FileWatch start(Map<Path, FileStamp> files, Runnable changed, Duration rest) {
        FileWatch watch = new FileWatch(files, changed, rest);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (events.isPresent()) {
                events.get().close();
            }
        } catch (IOException e) {
            LOG.debug("the watch stays open", e);
        }
    }

    private static Optional<WatchService> events(Map<Path, FileStamp> files) {
        try {
            WatchService service = Path.of("").getFileSystem().newWatchService();
            for (Path file : files.keySet()) {
                register(file, service);
            }
            return Optional.of(service);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("files are looked at each second only: {}", Reason.of(e));
            return Optional.empty();
        }
    }

    private static void register(Path file, WatchService service) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    private void run() {
        try {
            do {
                look();
            } while (!pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        Map<Path, FileStamp> now = stamps();
        if (!now.equals(seen)) {
            seen = finished(settled(now));
            if (closed.getCount() > 0) {
                changed.run();
            }
        }
    }

    /** Waits while the end of a changed file shows that it may be half written, until it has changed again or rested. */
    private Map<Path, FileStamp> finished(Map<Path, FileStamp> first) throws InterruptedException {
        Map<Path, FileStamp> before = first;
        String told = "";
        for (long rested = 0; rested < rest.toMillis(); rested += SETTLED.toMillis()) {
            Optional<String> unfinished = unfinished(before);
            if (unfinished.isEmpty() || closed.await(SETTLED.toMillis(), TimeUnit.MILLISECONDS)) {
                return before;
            }
            if (!told.equals(unfinished.get())) {
                told = unfinished.get();
                LOG.info(
                        "{} and may be half written: it is read when it has changed, or in {}",
                        told,
                        Values.written(rest));
            }
            Map<Path, FileStamp> now = stamps();
            if (!now.equals(before)) {
                before = settled(now);
                rested = 0;
            }
        }
        return before;
    }

    /** Which changed file may be half written, and why. */
    private Optional<String> unfinished(Map<Path, FileStamp> now) {
        return now.entrySet().stream()
                .filter(one -> !one.getValue().equals(seen.get(one.getKey())))
                .flatMap(one -> one.getValue().unfinished().map(why -> one.getKey() + " " + why).stream())
                .findFirst();
    }

    /** Waits for the next look. True where there is none. */
    private boolean pause() throws InterruptedException {
        if (events.isEmpty()) {
            return closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        try {
            WatchKey key = events.get().poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            return true; // closed meanwhile
        }
        return closed.getCount() == 0;
    }

    private Map<Path, FileStamp> settled(Map<Path, FileStamp> first) throws InterruptedException {
        Map<Path, FileStamp> before = first;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            if (closed.await(SETTLED.toMillis(), TimeUnit.MILLISECONDS)) {
                return before;
            }
            Map<Path, FileStamp> now = stamps();
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private Map<Path, FileStamp> stamps() {
        Map<Path, FileStamp> stamps = new LinkedHashMap<>();
        seen.keySet().forEach(file -> stamps.put(file, FileStamp.of(file)));
        return stamps;
    }
}
