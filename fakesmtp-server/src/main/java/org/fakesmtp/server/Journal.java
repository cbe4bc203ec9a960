package org.fakesmtp.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.server.journal.JournalFile;
import org.fakesmtp.server.journal.SessionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of {@code journal.file}, open while the server runs. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private volatile Optional<JournalFile> file = Optional.empty();

    /** @throws SettingException where the file cannot be written */
    void open(Path path) {
        try {
            file = Optional.of(JournalFile.open(path));
        } catch (IOException e) {
            SettingException failure = new SettingException("journal.file: " + path + " cannot be written: " + e);
            failure.initCause(e);
            throw failure;
        }
    }

    void accept(SessionRecord session) {
        file.ifPresent(open -> open.accept(session));
    }

    void close() {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            LOG.warn("the journal is not complete: {}", e.toString());
        }
        file = Optional.empty();
    }
}
