package org.fakesmtp.server;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.mail.Message;

/**
 * A sink that is called with its plugin's class loader.
 *
 * @param loader the plugin's
 * @param sink what the plugin has installed
 */
record LoadedSink(OwnLoader loader, MessageSink sink) implements MessageSink {

    @Override
    public Delivery deliver(Message message) throws Exception {
        return loader.call(() -> sink.deliver(message));
    }

    @Override
    public Optional<CompletionStage<Delivery>> begin(Message message) throws Exception {
        return loader.call(() -> sink.begin(message));
    }
}
