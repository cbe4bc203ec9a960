package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Message;

/**
 * Forces a message in the spool log, together with the others that wait, and makes its files seen without forcing them. Large messages, and all where
 * the log has no place, go the way of the {@link ForcedStore}.
 */
final class LoggedStore implements MessageStore {

    private static final int LARGE = 256 * 1024;
    private static final int FOR_TRACE = 1024;

    private final Form form;
    private final Staging staging;
    private final SpoolLog log;
    private final MessageStore forced;

    LoggedStore(Form form, Staging staging, SpoolLog log) {
        this.form = form;
        this.staging = staging;
        this.log = log;
        this.forced = new ForcedStore(form, staging);
    }

    @Override
    public void keep(Message message) throws IOException {
        if (message.content().size() > LARGE || !isLogged(message)) {
            forced.keep(message);
        }
    }

    @Override
    public void close() throws IOException {
        try (forced) {
            log.close();
        }
    }

    private boolean isLogged(Message message) throws IOException {
        MessageName name = staging.nextName();
        Entry entry = entry(name, message);
        Ticket ticket = log.append(entry);
        try (Drafts drafts = new Drafts(staging, name)) {
            // While the log is written: these need no force.
            for (Filed file : entry.files()) {
                drafts.write(file);
            }
            if (!ticket.await()) {
                return false;
            }
            drafts.show();
            drafts.keep();
            return true;
        } finally {
            ticket.leave();
        }
    }

    private Entry entry(MessageName name, Message message) throws IOException {
        List<Filed> files = new ArrayList<>(2);
        for (Part part : form.parts(name, message)) {
            files.add(part.filed((int) message.content().size() + FOR_TRACE));
        }
        return new Entry(files);
    }
}
