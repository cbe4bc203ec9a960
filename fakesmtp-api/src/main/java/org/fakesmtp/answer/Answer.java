package org.fakesmtp.answer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Durations;
import org.fakesmtp.setting.Rate;

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

    /**
     * The octets of a file, at most 1 MB, as they are now.
     *
     * @param name relative to the directory, and within it
     * @throws IllegalArgumentException if the file cannot be read; the message is for the user
     */
    public static Answer sendFile(Path directory, String name) {
        return new Answer(List.of(Step.SendFile.read(directory, name)));
    }

    /** FIN after what was sent; what the client sends is still read. */
    public static Answer halfClose() {
        return new Answer(List.of(new Step.HalfClose()));
    }

    /** Says nothing and discards what the client sends, until the client goes. */
    public static Answer hang() {
        return new Answer(List.of(new Step.Hang(Optional.empty())));
    }

    /** The same for a time: {@code hang(ofSeconds(30)).then(proceed())}. */
    public static Answer hang(Duration time) {
        return new Answer(List.of(new Step.Hang(Optional.of(Durations.of(time)))));
    }

    /** Says nothing and reads nothing, so that the client's window fills, until the client goes. */
    public static Answer stall() {
        return new Answer(List.of(new Step.Stall(Optional.empty())));
    }

    /** The same for a time: {@code stall(ofSeconds(30)).then(proceed())}. */
    public static Answer stall(Duration time) {
        return new Answer(List.of(new Step.Stall(Optional.of(Durations.of(time)))));
    }

    /** Keeps the connection open after a 421: {@code reply(421, "4.3.2", "Bye").then(keepOpen())}. */
    public static Answer keepOpen() {
        return new Answer(List.of(new Step.KeepOpen()));
    }

    /** At CONTENT: reads the rest of the message at this rate, and proceeds. */
    public static Answer throttle(Rate rate) {
        return new Answer(List.of(new Step.SlowReading(rate), Step.Work.PROCEED));
    }

    /** At STARTTLS: 220, and no handshake after it. Follow it by {@link #proceed()}, as the other faults of TLS. */
    public static Answer starttlsInClear() {
        return new Answer(List.of(Alteration.OfHandshake.STARTTLS_IN_CLEAR));
    }

    /** Before a handshake: a fatal alert instead of the server's hello. */
    public static Answer tlsAbort() {
        return new Answer(List.of(Alteration.OfHandshake.TLS_ABORT));
    }

    /** Before a handshake: a hello of TLS 1.0, whatever the client offers. */
    public static Answer tlsTooOld() {
        return new Answer(List.of(Alteration.OfHandshake.TLS_TOO_OLD));
    }

    /** Before a handshake: a bad certificate. */
    public static Answer certificate(Handshake.BadCertificate kind) {
        return new Answer(List.of(new Alteration.Certificate(kind)));
    }

    /** Before a handshake: one version, {@code 1.2} or {@code 1.3}, or one cipher suite by its name in Java. */
    public static Answer tlsOnly(String versionOrCipher) {
        return new Answer(List.of(new Alteration.TlsOnly(versionOrCipher)));
    }

    /** At EHLO: does not announce a keyword and serves it all the same. Follow it by {@link #proceed()}, as {@link #disable} and {@link #add}. */
    public static Answer hide(String keyword) {
        return new Answer(List.of(new Alteration.Hide(keyword)));
    }

    /** At EHLO: does not announce a keyword and refuses its commands and parameters. */
    public static Answer disable(String keyword) {
        return new Answer(List.of(new Alteration.Disable(keyword)));
    }

    /** At EHLO: announces a keyword with these arguments, which may be empty. */
    public static Answer add(String keyword, String arguments) {
        return new Answer(List.of(new Alteration.Add(keyword, arguments)));
    }

    /**
     * Steps as a properties file has them: {@code pause 2s then proceed with bare-lf}.
     *
     * @throws IllegalArgumentException if the text is no answer; the message is for the user
     */
    public static Answer parse(String text) {
        return parse(text, Path.of(""));
    }

    /** The same for a text from a file; the files that the steps name lie in its directory. */
    public static Answer parse(String text, Path directory) {
        Answer answer = StepGrammar.answer(text, directory);
        answer.check(List.of());
        return answer;
    }

    /**
     * A reply whose whole text is {@code CODE [E.E.E] text}; a line feed begins a new line.
     *
     * @throws IllegalArgumentException if the text is no reply; the message is for the user
     */
    public static Answer parseReply(String text) {
        Answer answer = reply(Reply.parse(text));
        answer.check(List.of());
        return answer;
    }

    /**
     * A pause of {@code 2s}, {@code 1s..5s} or {@code lognormal(200ms, 0.5)}.
     *
     * @throws IllegalArgumentException if the text is no such time; the message is for the user
     */
    public static Answer parsePause(String time) {
        return new Answer(List.of(StepGrammar.pause(time)));
    }

    /**
     * Checks that the steps make sense together, and at each of these stages; no stage: together only.
     *
     * @throws IllegalArgumentException if a step makes no sense; the message is for the user
     */
    public void check(Collection<Stage> stages) {
        AnswerCheck.check(this, stages);
    }

    /** Whether every step makes sense at a stage. */
    public boolean fits(Stage stage) {
        return AnswerCheck.fits(this, stage);
    }

    /** What is allowed at these stages and hardly meant, in words for the user. */
    public List<String> warnings(Collection<Stage> stages) {
        return AnswerCheck.warnings(this, stages);
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
