package org.fakesmtp.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fakesmtp.rule.StepGrammar;

/**
 * How the server answers at a stage: steps, played one after the other. An immutable value.
 *
 * <pre>{@code
 * Answer greylisted = Answer.reply(451, "4.7.1", "Come back later");
 * Answer slow = Answer.pause(Duration.ofSeconds(2)).then(Answer.proceed());
 * Answer lostReply = Answer.accept().then(Answer.reset());
 * Answer parsed = Answer.parse("reply 421 4.3.2 Going down then close");
 * }</pre>
 */
public final class Answer {

    private static final Answer NOTHING = new Answer(List.of());
    private static final Answer PROCEED = new Answer(List.of(Step.Work.PROCEED));
    private static final Answer CLOSE = new Answer(List.of(Step.End.CLOSE));

    private static final Answer ALLOW = new Answer(List.of(Step.Work.ALLOW));
    private static final Answer ACCEPT = new Answer(List.of(Step.Work.ACCEPT));

    private final List<Step> steps;

    /** Written when it is first asked for: each time that a rule gives this answer, the log tells it. */
    private String text = "";

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
        return new Answer(List.of(new Step.Pause(Durations.of(time))));
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

    /** What the server does, in this order; none where it does nothing. */
    public List<Step> steps() {
        return steps;
    }

    /** The normal work, and no further rule is asked. */
    public static Answer allow() {
        return ALLOW;
    }

    /** The normal work without a reply. Followed by {@code reset()}, this is the lost reply. */
    public static Answer accept() {
        return ACCEPT;
    }

    /** FIN after what was sent, under TLS without a close_notify. */
    public static Answer cut() {
        return new Answer(List.of(Step.End.CUT));
    }

    /** RST at once. */
    public static Answer reset() {
        return new Answer(List.of(Step.End.RESET));
    }

    /** These octets, one char of the text for each; placeholders such as <code>${id}</code> are expanded. */
    public static Answer send(String octets) {
        return new Answer(List.of(new Step.Send(octets)));
    }

    /** Steps as a properties file has them: {@code pause 2s then proceed with bare-lf}. */
    public static Answer parse(String text) {
        return StepGrammar.answer(text);
    }

    /** The answer with these modifiers on its last step. */
    public Answer with(Modifier... modifiers) {
        List<Step> all = new ArrayList<>(steps);
        Step last = all.remove(all.size() - 1);
        all.add(new Step.With(last, List.of(modifiers)));
        return of(all);
    }

    /** Whether this answer leaves the normal work to be done, and the decision to those asked later: its last step is {@code proceed}, with modifiers or without. */
    public boolean proceeds() {
        return !steps.isEmpty() && isProceed(steps.get(steps.size() - 1));
    }

    private static boolean isProceed(Step step) {
        return step == Step.Work.PROCEED || (step instanceof Step.With with && with.step() == Step.Work.PROCEED);
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
        // Read once: another thread may write it meanwhile, and a second look could find nothing again.
        String written = text;
        if (written.isEmpty()) {
            written = steps.stream().map(Step::toString).collect(Collectors.joining(" then "));
            text = written;
        }
        return written;
    }
}
