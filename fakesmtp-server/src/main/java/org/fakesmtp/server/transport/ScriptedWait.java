package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Transmission;

/** What a session waits for because a rule has ordered it. It holds no thread. Used within the session's lane. */
final class ScriptedWait {

    private final Timers timers;
    private final Output output;
    private final Consumer<Supplier<Optional<Outcome>>> report;
    private Kind kind = Kind.NONE;
    private Optional<Timers.Timer> timer = Optional.empty();
    private Optional<Sending> sending = Optional.empty();

    /** Counts the waits, lest a timer of one end another. */
    private int number;

    /** What the session does meanwhile. */
    enum Kind {
        /** There is no wait. */
        NONE,
        /** Nothing. */
        PAUSE,
        /** What comes is thrown away. */
        HANG,
        /** Nothing is read. */
        STALL,
        /** Octets go out at their pace. */
        SEND
    }

    /** @param report has an outcome asked for within the lane, where there is one by then */
    ScriptedWait(Timers timers, Output output, Consumer<Supplier<Optional<Outcome>>> report) {
        this.timers = timers;
        this.output = output;
        this.report = report;
    }

    Kind kind() {
        return kind;
    }

    boolean isUnderWay() {
        return kind != Kind.NONE;
    }

    /** Waits for a time, or until the client goes. */
    Outcome begin(Kind next, Optional<Duration> time) {
        output.flush();
        kind = next;
        number++;
        time.ifPresent(this::later);
        return Outcome.WAITS;
    }

    /** Sends, and waits where not all octets are in the output at once. */
    Outcome send(Transmission transmission) {
        sending = Optional.of(new Sending(transmission, timers));
        number++;
        kind = Kind.SEND;
        return fill() ? Outcome.DONE : Outcome.WAITS;
    }

    /** What was written has gone out: there may be room for more. */
    void written() {
        if (kind == Kind.SEND && timer.isEmpty()) {
            report.accept(this::goOn);
        }
    }

    /** Ends the wait. False where there is none. */
    boolean end() {
        boolean waited = isUnderWay();
        kind = Kind.NONE;
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.empty();
        sending = Optional.empty();
        return waited;
    }

    private void later(Duration time) {
        int current = number;
        timer = Optional.of(timers.after(time, () -> report.accept(() -> over(current))));
    }

    private Optional<Outcome> over(int ended) {
        if (ended != number || !isUnderWay()) {
            return Optional.empty();
        }
        timer = Optional.empty();
        return goOn();
    }

    private Optional<Outcome> goOn() {
        if (kind == Kind.SEND) {
            return fill() ? Optional.of(Outcome.DONE) : Optional.empty();
        }
        return end() ? Optional.of(Outcome.DONE) : Optional.empty();
    }

    /** Puts the next octets into the output. Whether these were the last. */
    private boolean fill() {
        Sending source = sending.orElseThrow();
        source.fill(output);
        output.flush();
        if (source.isAtEnd()) {
            end();
            return true;
        }
        source.wait(output).ifPresent(this::later);
        return false;
    }
}
