package org.fakesmtp.api;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.mail.Message;

/**
 * Takes finished messages. Sinks run on a worker thread, one after the other in the order of {@code plugins}.
 *
 * <pre>{@code
 * hooks.deliver(message -> {
 *     try (OutputStream out = Files.newOutputStream(Path.of(message.id() + ".eml"))) {
 *         message.content().writeTo(out);
 *     }
 *     return Delivery.taken();
 * });
 * }</pre>
 */
@FunctionalInterface
public interface MessageSink {

    /**
     * Takes one message. Its content is valid only during this call. When this returns {@link Delivery#taken()}, the sink has the message: the
     * server may say 250. An exception is a failed delivery: the client gets 451, or 452 where the disk is full, and later sinks are not asked.
     */
    Delivery deliver(Message message) throws Exception;

    /**
     * Begins to take one message, where the sink can do so without blocking: it may be called on the thread that serves the sessions. The content is
     * valid only during this call, and what comes of it is said later, from any thread. Empty, as here, where the sink is to be asked by
     * {@link #deliver}. It saves a sink that waits for many messages at once, as the spool does for its disk, a thread for each of them.
     */
    default Optional<CompletionStage<Delivery>> begin(Message message) throws Exception {
        return Optional.empty();
    }
}
