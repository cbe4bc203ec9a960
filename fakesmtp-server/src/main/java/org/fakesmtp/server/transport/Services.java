package org.fakesmtp.server.transport;

import java.util.concurrent.Executor;
import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections share.
 *
 * @param timers for pauses and limits
 * @param workers threads for sinks and answerers, which may block
 * @param deliverer the sinks
 */
record Services(Timers timers, Executor workers, Deliverer deliverer) {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** Asks a plugin's code. What it throws is contained here. */
    Outcome consult(Answerer answerer, Exchange exchange) {
        try {
            return new Outcome.Consulted(answerer.answer(exchange));
        } catch (Exception e) {
            LOG.error("session {}: {} failed at {}", exchange.session().id(), answerer, exchange.stage(), e);
            return Outcome.FAILED;
        }
    }
}
