package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to the store. A full disk is 452; any other failure goes up as it is and becomes 451. */
final class SpoolSink implements MessageSink {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolSink.class);
    private static final Reply FULL = Reply.of(452, "4.3.1", "Insufficient system storage");

    private final MessageStore store;
    private final Path directory;

    SpoolSink(MessageStore store, Path directory) {
        this.store = store;
        this.directory = directory;
    }

    @Override
    public Optional<CompletionStage<Delivery>> begin(Message message) throws IOException {
        return store.begin(message)
                .map(kept -> kept.handle(
                        (nothing, failure) -> failure == null ? Delivery.taken() : failed(message, failure)));
    }

    @Override
    public Delivery deliver(Message message) throws IOException {
        try {
            store.keep(message);
            return Delivery.taken();
        } catch (IOException e) {
            if (!DiskFull.caused(e, directory, message)) {
                throw e;
            }
            return full(message, e);
        }
    }

    private Delivery failed(Message message, Throwable cause) {
        return DiskFull.caused(cause, directory, message)
                ? full(message, cause)
                : Delivery.failed(cause instanceof Exception failure ? failure : new IllegalStateException(cause));
    }

    private Delivery full(Message message, Throwable cause) {
        LOG.warn(
                "no room in {} for message {} of {} octets: {}",
                directory,
                message.id(),
                message.content().size(),
                Reason.of(cause));
        return Delivery.refused(FULL);
    }
}
