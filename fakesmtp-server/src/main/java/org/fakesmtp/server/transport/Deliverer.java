package org.fakesmtp.server.transport;

import java.util.List;
import java.util.Objects;
import org.fakesmtp.api.Delivery;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a message to the sinks, in their order, until one does not take it. Earlier sinks keep their copy.
 *
 * @param sinks the sinks with the names of their plugins
 */
public record Deliverer(List<NamedSink> sinks) {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    /** A sink, and the plugin whose it is. */
    public record NamedSink(String plugin, MessageSink sink) {}

    public Deliverer {
        sinks = List.copyOf(sinks);
    }

    Delivery deliver(Message message, Visits visits) {
        for (NamedSink sink : sinks) {
            Delivery delivery = deliver(message, sink, visits);
            if (!delivery.equals(Delivery.taken())) {
                return delivery;
            }
        }
        return Delivery.taken();
    }

    private static Delivery deliver(Message message, NamedSink sink, Visits visits) {
        try {
            Delivery delivery = visits.during(
                    "plugin " + sink.plugin(),
                    "message " + message.id(),
                    () -> Objects.requireNonNull(sink.sink().deliver(message), "it returned null"));
            if (delivery instanceof Delivery.Failed failed) {
                LOG.warn(
                        "message {}: plugin {} could not take it: {}",
                        message.id(),
                        sink.plugin(),
                        Printable.text(failed.cause().toString()));
            }
            return delivery;
        } catch (Throwable e) {
            // Of the machine too: without an outcome the client would wait for ever.
            LOG.warn("message {}: plugin {} failed", message.id(), sink.plugin(), e);
            return Delivery.failed(e instanceof Exception failure ? failure : new IllegalStateException(e));
        }
    }
}
