package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.fakesmtp.internal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores, from the logs of runs that have ended without settling them, the files that a crash has taken. Only a log all of whose messages are there is
 * deleted: a damaged one is set aside, and what is no log is left alone.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Staging staging;
    private final Settlement settlement;

    Recovery(Staging staging) {
        this.staging = staging;
        this.settlement = new Settlement(staging, true);
    }

    /** A log that cannot be settled stays for the next start. */
    void run() throws IOException {
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(staging.spool(), ".run-*.log")) {
            for (Path segment : segments) {
                Optional<String> run = Run.ofSegmentFile(segment.getFileName().toString());
                if (run.isPresent() && isFile(segment) && staging.bury(run.get())) {
                    recover(segment);
                }
            }
        }
    }

    private static boolean isFile(Path segment) throws IOException {
        FileKind kind = FileKind.of(segment);
        if (kind == FileKind.FILE) {
            return true;
        }
        if (kind != FileKind.MISSING) {
            LOG.warn("{} bears the name of a spool log and is {}: it is left alone", segment, kind);
        }
        return false;
    }

    private void recover(Path segment) {
        try {
            LeftLog log = LeftLog.read(segment);
            Optional<LogReader> messages = log.messages();
            if (messages.isPresent()) {
                recover(log, messages.get());
            } else {
                LOG.warn("{} bears the name of a spool log and {}: it is left alone", segment, log.strangeness());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is settled by another server", segment);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.error("messages of {} cannot be restored, it stays for the next start: {}", segment, Reason.of(e));
        }
    }

    private void recover(LeftLog log, LogReader messages) throws IOException {
        int restored = settlement.settle(messages);
        Optional<String> damage = log.damage(messages);
        if (damage.isPresent()) {
            LOG.warn(
                    "{} is damaged at octets {}: its other {} messages are there, {} files of them were restored; it is kept as {}",
                    log.file(),
                    damage.get(),
                    messages.messages(),
                    restored,
                    log.setAside(staging.disk()).getFileName());
        } else {
            staging.disk().delete(log.file());
            if (restored > 0) {
                LOG.info("{} files of messages were restored in {}", restored, staging.spool());
            }
        }
    }
}
