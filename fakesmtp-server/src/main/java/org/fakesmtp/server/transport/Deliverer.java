package org.fakesmtp.server.transport;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Message;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a message to the sinks, in their order, until one does not take it. Earlier sinks keep their copy. A sink that begins without blocking needs no
 * worker.
 *
 * @param sinks the sinks with the names of their plugins
 */
public record Deliverer(List<NamedSink> sinks) {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    /** A sink, and the plugin whose it is. */
    public record NamedSink(String plugin, MessageSink sink) {}

    /** Keeps a copy of the sinks. */
    public Deliverer {
        sinks = List.copyOf(sinks);
    }

    /** What becomes of the message. */
    CompletionStage<Delivery> deliver(Message message, Visits visits, Executor workers) {
        return deliver(message, 0, visits, workers);
    }

    private CompletionStage<Delivery> deliver(Message message, int from, Visits visits, Executor workers) {
        if (from == sinks.size()) {
            return CompletableFuture.completedFuture(Delivery.taken());
        }
        NamedSink sink = sinks.get(from);
        return ask(message, sink, visits, workers)
                .handle((delivery, failure) ->
                        failure == null ? told(message, sink, delivery) : failed(message, sink, failure))
                .thenCompose(delivery -> delivery.equals(Delivery.taken())
                        ? deliver(message, from + 1, visits, workers)
                        : CompletableFuture.completedFuture(delivery));
    }

    private static CompletionStage<Delivery> ask(Message message, NamedSink sink, Visits visits, Executor workers) {
        String plugin = "plugin " + sink.plugin();
        String what = "message " + message.id();
        try {
            Optional<CompletionStage<Delivery>> begun = sink.sink().begin(message);
            return begun.isPresent()
                    ? visits.until(plugin, what, begun.get().thenApply(Deliverer::known))
                    : onWorker(
                            () -> visits.during(plugin, what, () -> sink.sink().deliver(message)), workers);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletionStage<Delivery> onWorker(Callable<Delivery> code, Executor workers) {
        CompletableFuture<Delivery> later = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                later.complete(known(code.call()));
            } catch (Throwable e) {
                later.completeExceptionally(e);
            }
        });
        return later;
    }

    private static Delivery known(Delivery delivery) {
        return Objects.requireNonNull(delivery, "it returned null");
    }

    private static Delivery told(Message message, NamedSink sink, Delivery delivery) {
        if (delivery instanceof Delivery.Failed failed) {
            LOG.warn(
                    "message {}: plugin {} could not take it: {}",
                    message.id(),
                    sink.plugin(),
                    Printable.text(Reason.of(failed.cause())));
        }
        return delivery;
    }

    /** Of the machine too: without an outcome the client would wait for ever. */
    private static Delivery failed(Message message, NamedSink sink, Throwable failure) {
        Throwable cause = failure instanceof CompletionException
                ? Optional.ofNullable(failure.getCause()).orElse(failure)
                : failure;
        if (cause instanceof RejectedExecutionException) {
            LOG.debug("message {}: no worker is left", message.id(), cause);
        } else if (cause instanceof IOException) {
            LOG.warn("message {}: plugin {} failed: {}", message.id(), sink.plugin(), Printable.text(Reason.of(cause)));
        } else {
            LOG.warn("message {}: plugin {} failed", message.id(), sink.plugin(), cause);
        }
        return Delivery.failed(cause instanceof Exception exception ? exception : new IllegalStateException(cause));
    }
}
