package org.fakesmtp.server.transport;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Message;
import org.fakesmtp.protocol.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections share.
 *
 * @param timers for pauses and limits
 * @param workers threads for sinks and answerers, which may block
 * @param visits the calls of plugins' code that are under way on workers
 * @param deliverer the sinks
 * @param limits how much time clients may take
 * @param memory how much all connections may keep
 */
record Services(Timers timers, Executor workers, Visits visits, Deliverer deliverer, TimeLimits limits, Memory memory) {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** Asks a plugin's code. What it throws is contained here. */
    Outcome consult(Answerer answerer, Exchange exchange) {
        try {
            String what = "session " + exchange.session().id() + " at " + exchange.stage();
            return new Outcome.Consulted(visits.during(
                    answerer.toString(),
                    what,
                    () -> Objects.requireNonNull(answerer.answer(exchange), "it returned null")));
        } catch (Throwable e) {
            // Of the machine too: without an outcome the client would wait for ever.
            LOG.error("session {}: {} failed at {}", exchange.session().id(), answerer, exchange.stage(), e);
            return Outcome.FAILED;
        }
    }

    /** Gives a message to the sinks. There is an outcome even where what a plugin has thrown cannot be told: without one the client would wait for ever. */
    CompletionStage<Outcome> deliver(Message message) {
        return deliverer
                .deliver(message, visits, workers)
                .exceptionally(failure -> {
                    LOG.error("message {}: what came of it cannot be told", message.id(), failure);
                    return Delivery.failed(new IllegalStateException("what came of it cannot be told"));
                })
                .thenApply(Outcome.Delivered::new);
    }
}
