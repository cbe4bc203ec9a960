package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import org.fakesmtp.api.Message;

/** Forces each file of a message, and the directories that they are in, before it returns. */
final class ForcedStore implements MessageStore {

    private final Form form;
    private final Staging staging;

    ForcedStore(Form form, Staging staging) {
        this.form = form;
        this.staging = staging;
    }

    @Override
    public void keep(Message message) throws IOException {
        MessageName name = staging.nextName();
        try (Drafts drafts = new Drafts(staging, name)) {
            for (Part part : form.parts(name, message)) {
                drafts.force(part);
            }
            drafts.show();
            drafts.forceNames();
            drafts.keep();
        }
    }

    @Override
    public void close() throws IOException {
        staging.close();
    }
}
