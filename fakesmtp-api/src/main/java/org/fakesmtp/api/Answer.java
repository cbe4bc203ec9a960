package org.fakesmtp.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the server answers at a stage: steps, played one after the other. An immutable value. */
public final class Answer {

    private static final Answer NOTHING = new Answer(List.of());
    private static final Answer PROCEED = new Answer(List.of(new Step.Proceed()));
    private static final Answer CLOSE = new Answer(List.of(new Step.Close()));

    private final List<Step> steps;

    private Answer(List<Step> steps) {
        this.steps = steps;
    }

    /** The steps in this order. */
    public static Answer of(List<Step> steps) {
        return steps.isEmpty() ? NOTHING : new Answer(List.copyOf(steps));
    }

    /** No step at all: nothing is sent. */
    public static Answer nothing() {
        return NOTHING;
    }

    /** Decides nothing: the normal work goes on, unless a later rule says otherwise. */
    public static Answer proceed() {
        return PROCEED;
    }

    /** This reply instead of the normal work; 421 also closes the connection (RFC 5321, section 3.8). */
    public static Answer reply(Reply reply) {
        return new Answer(List.of(new Step.Say(reply)));
    }

    /** A reply as in {@link Reply#of(int, String, String...)}. */
    public static Answer reply(int code, String enhanced, String text) {
        return reply(Reply.of(code, enhanced, text));
    }

    /** Waits. Follow it by something: {@code pause(ofSeconds(2)).then(proceed())}. */
    public static Answer pause(Duration time) {
        return new Answer(List.of(new Step.Pause(time, time)));
    }

    /** Closes the connection after what was sent. */
    public static Answer close() {
        return CLOSE;
    }

    /** These steps, and then those. */
    public Answer then(Answer next) {
        List<Step> joined = new ArrayList<>(steps);
        joined.addAll(next.steps);
        return of(joined);
    }

    public List<Step> steps() {
        return steps;
    }

    /** Whether this answer leaves the normal work to be done: its last step is {@code proceed}. */
    public boolean proceeds() {
        return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.Proceed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    /** The steps as a properties file has them. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" then "));
    }
}
