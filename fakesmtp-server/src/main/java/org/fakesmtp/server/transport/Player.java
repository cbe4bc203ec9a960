package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.StepPlayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the steps of a session's answers. Used within the session's lane; outcomes that come later are reported to whoever holds the lane. */
final class Player implements StepPlayer {

    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    private final Services services;
    private final Output output;
    private final Supplier<Outcome> tls;
    private final Consumer<Supplier<Optional<Outcome>>> report;
    private Optional<Timers.Timer> pause = Optional.empty();
    private boolean closing;

    /**
     * @param tls begins TLS behind what the output holds
     * @param report has an outcome asked for within the lane, where there is one by then
     */
    Player(Services services, Output output, Supplier<Outcome> tls, Consumer<Supplier<Optional<Outcome>>> report) {
        this.services = services;
        this.output = output;
        this.tls = tls;
        this.report = report;
    }

    /** Whether a step has closed the connection. */
    boolean isClosing() {
        return closing;
    }

    /** Ends the pause that is under way. False where there is none. */
    boolean endPause() {
        boolean paused = pause.isPresent();
        pause.ifPresent(Timers.Timer::cancel);
        pause = Optional.empty();
        return paused;
    }

    @Override
    public Outcome reply(Reply reply) {
        output.add(reply);
        return Outcome.DONE;
    }

    @Override
    public Outcome pause(Duration time) {
        output.flush();
        pause = Optional.of(services.timers().after(time, () -> report.accept(this::pauseOver)));
        return Outcome.WAITS;
    }

    private Optional<Outcome> pauseOver() {
        return endPause() ? Optional.of(Outcome.DONE) : Optional.empty();
    }

    @Override
    public Outcome close() {
        closing = true;
        return Outcome.DONE;
    }

    @Override
    public Outcome consult(Answerer answerer, Exchange exchange) {
        return onWorker(() -> services.consult(answerer, exchange));
    }

    @Override
    public Outcome beginTls() {
        return tls.get();
    }

    @Override
    public Outcome deliver(Message message) {
        return onWorker(() -> services.deliver(message));
    }

    /** The server is about to end where no worker takes the work. */
    private Outcome onWorker(Supplier<Outcome> work) {
        output.flush();
        try {
            services.workers().execute(() -> reportLater(work.get()));
        } catch (RejectedExecutionException e) {
            LOG.debug("no worker is left", e);
            reportLater(Outcome.FAILED);
        }
        return Outcome.WAITS;
    }

    private void reportLater(Outcome outcome) {
        report.accept(() -> Optional.of(outcome));
    }
}
