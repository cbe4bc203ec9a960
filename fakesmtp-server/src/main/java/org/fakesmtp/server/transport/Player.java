package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Handshake;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.Step;
import org.fakesmtp.answer.StepPlayer;
import org.fakesmtp.answer.Transmission;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Message;
import org.fakesmtp.setting.Rate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the steps of a session's answers. Used within the session's lane; outcomes that come later are reported to whoever holds the lane. */
final class Player implements StepPlayer {

    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    private final Services services;
    private final Output output;
    private final Function<Handshake, Outcome> tls;
    private final Consumer<Rate> reading;
    private final Consumer<Supplier<Optional<Outcome>>> report;
    private final ScriptedWait wait;
    private Optional<Step.End> ending = Optional.empty();

    /**
     * @param tls begins TLS behind what the output holds
     * @param reading orders a rate at which content is taken
     * @param report has an outcome asked for within the lane, where there is one by then
     */
    Player(
            Services services,
            Output output,
            Function<Handshake, Outcome> tls,
            Consumer<Rate> reading,
            Consumer<Supplier<Optional<Outcome>>> report) {
        this.services = services;
        this.output = output;
        this.tls = tls;
        this.reading = reading;
        this.report = report;
        this.wait = new ScriptedWait(services.timers(), output, report);
    }

    /** How a step has ended the connection; empty where none has. */
    Optional<Step.End> ending() {
        return ending;
    }

    /** What a rule has ordered to wait for. */
    ScriptedWait scriptedWait() {
        return wait;
    }

    @Override
    public Outcome reply(Reply reply) {
        output.add(reply);
        return Outcome.DONE;
    }

    @Override
    public Outcome send(Transmission transmission) {
        return wait.send(transmission);
    }

    @Override
    public Outcome pause(Duration time) {
        return wait.begin(ScriptedWait.Kind.PAUSE, Optional.of(time));
    }

    @Override
    public Outcome hang(Optional<Duration> time) {
        return wait.begin(ScriptedWait.Kind.HANG, time);
    }

    @Override
    public Outcome stall(Optional<Duration> time) {
        return wait.begin(ScriptedWait.Kind.STALL, time);
    }

    @Override
    public Outcome readAt(Rate rate) {
        reading.accept(rate);
        return Outcome.DONE;
    }

    @Override
    public Outcome end(Step.End how) {
        ending = Optional.of(how);
        return Outcome.DONE;
    }

    @Override
    public Outcome halfClose() {
        output.seal();
        return Outcome.DONE;
    }

    @Override
    public Outcome consult(Answerer answerer, Exchange exchange) {
        return onWorker(() -> services.consult(answerer, exchange));
    }

    @Override
    public Outcome beginTls(Handshake handshake) {
        return tls.apply(handshake);
    }

    @Override
    public Outcome deliver(Message message) {
        output.flush();
        var unused = services.deliver(message).thenAccept(this::reportLater);
        return Outcome.WAITS;
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
