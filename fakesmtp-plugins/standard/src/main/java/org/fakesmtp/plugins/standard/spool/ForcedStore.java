package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fakesmtp.mail.Message;

/** Forces each file of a message, and the directories that they are in, before it returns. */
final class ForcedStore implements MessageStore {

    private final Form form;
    private final Staging staging;
    private final MessageFiles files;

    ForcedStore(Form form, Staging staging) {
        this.form = form;
        this.staging = staging;
        this.files = new MessageFiles(staging);
    }

    @Override
    public Optional<CompletionStage<Void>> begin(Message message) {
        return Optional.empty();
    }

    @Override
    public void keep(Message message) throws IOException {
        staging.makeDirectories();
        MessageName name = staging.nextName();
        files.force(name, form.parts(name, message));
    }

    @Override
    public void close() throws IOException {
        staging.close();
    }
}
