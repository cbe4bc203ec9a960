package org.fakesmtp.api;

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
}
