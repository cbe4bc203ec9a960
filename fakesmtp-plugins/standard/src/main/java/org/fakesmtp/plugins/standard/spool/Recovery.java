package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores, from the logs of runs that have ended without settling them, the files that a crash has taken. */
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
                if (run.isPresent() && staging.bury(run.get())) {
                    recover(segment);
                }
            }
        }
    }

    private void recover(Path segment) {
        try {
            int restored = settlement.settle(Segment.entries(segment));
            staging.disk().delete(segment);
            if (restored > 0) {
                LOG.info("{} files of messages were restored in {}", restored, staging.spool());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is settled by another server", segment);
        } catch (IOException | RuntimeException e) {
            LOG.error("messages of {} cannot be restored, it stays for the next start: {}", segment, e.toString());
        }
    }
}
