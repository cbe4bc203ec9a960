package org.fakesmtp.server;

import java.io.IOException;
import java.util.Optional;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.journal.JournalFile;
import org.fakesmtp.server.journal.SessionRecord;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/** The file of {@code journal.file}, open while the server runs. */
final class Journal {

    private volatile Optional<JournalFile> file = Optional.empty();

    /** @throws SettingException where the file cannot be written */
    void open(Setting setting) {
        try {
            file = Optional.of(JournalFile.open(JournalFile.path(setting.value())));
        } catch (IllegalArgumentException e) {
            throw failure(setting, Reason.of(e), e);
        } catch (IOException e) {
            throw failure(setting, JournalFile.unwritable(setting.value(), e), e);
        }
    }

    private static SettingException failure(Setting setting, String what, Exception cause) {
        SettingException failure = setting.error(what);
        failure.initCause(cause);
        return failure;
    }

    void accept(SessionRecord session) {
        file.ifPresent(open -> open.accept(session));
    }

    void close() {
        file.ifPresent(JournalFile::close);
        file = Optional.empty();
    }
}
