package org.fakesmtp.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.server.journal.JournalFile;
import org.fakesmtp.server.journal.SessionRecord;

/** The file of {@code journal.file}, open while the server runs. */
final class Journal {

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
        file.ifPresent(JournalFile::close);
        file = Optional.empty();
    }
}
