package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fakesmtp.mail.Message;

/** Keeps messages as files of some form. */
interface MessageStore extends Closeable {

    /** Keeps a message without waiting for it; empty where that cannot be done. It is done, or fails, when {@link #keep} would return or throw. */
    Optional<CompletionStage<Void>> begin(Message message) throws IOException;

    /** Returns when the message is durable and visible. Where it throws, nothing of the message is visible. */
    void keep(Message message) throws IOException;
}
