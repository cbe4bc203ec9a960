package org.fakesmtp.answer;

import static org.fakesmtp.answer.Placement.AFTER_A_REPLY;
import static org.fakesmtp.answer.Placement.AT_CONTENT;
import static org.fakesmtp.answer.Placement.AT_EHLO;
import static org.fakesmtp.answer.Placement.AT_HANDSHAKE;
import static org.fakesmtp.answer.Placement.AT_STARTTLS;
import static org.fakesmtp.answer.Placement.EVERYWHERE;
import static org.fakesmtp.answer.Placement.WHERE_A_REPLY_FOLLOWS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.internal.Words;

/**
 * A row of the table of steps: what the language of rules, its errors, {@code --explain}, {@code docs/faults.md} and the fault tests know of a step. A new step is a row here,
 * a record in {@link Step} or {@link Alteration}, and a factory in {@link Answer}.
 */
public final class StepKind {

    private static final Map<String, StepKind> TABLE = new LinkedHashMap<>();

    static {
        row("proceed", EVERYWHERE, in -> alone(in, Step.Work.PROCEED))
                .means("the normal work and its reply; later rules are asked", "proceed");
        row("allow", EVERYWHERE, in -> alone(in, Step.Work.ALLOW))
                .means("the same, and no further rule is asked", "allow");
        row("accept", WHERE_A_REPLY_FOLLOWS, in -> alone(in, Step.Work.ACCEPT))
                .means("the normal work, and no reply", "accept");
        row("reply", EVERYWHERE, StepGrammar::reply)
                .means("this reply, and nothing is done; 421 closes", "reply 550 5.1.1 No such user");
        row("send", EVERYWHERE, StepGrammar::send).means("exactly these octets", "send \"220-Wait\\r\\n\"");
        row("send-file", EVERYWHERE, in -> Step.SendFile.read(in.directory(), in.needed("send-file", "a file name")))
                .means("the octets of a file beside the properties file, at most 1 MB", "send-file banner.bin");
        row("pause", EVERYWHERE, in -> StepGrammar.pause(in.rest()))
                .means("nothing, for so long", "pause 2s", "pause 1s..5s", "pause lognormal(200ms, 0.5)");
        row("close", EVERYWHERE, in -> alone(in, Step.End.CLOSE))
                .means("FIN after what was sent, under TLS after a close_notify", "close");
        row("cut", EVERYWHERE, in -> alone(in, Step.End.CUT))
                .means("FIN after what was sent, under TLS without a close_notify", "cut");
        row("half-close", EVERYWHERE, in -> alone(in, new Step.HalfClose()))
                .means("FIN, and what it sends is still read", "half-close");
        row("reset", EVERYWHERE, in -> alone(in, Step.End.RESET)).means("RST", "reset");
        row("hang", EVERYWHERE, in -> new Step.Hang(StepGrammar.time(in)))
                .means("nothing, and what it sends is thrown away", "hang", "hang 30s");
        row("stall", EVERYWHERE, in -> new Step.Stall(StepGrammar.time(in)))
                .means("nothing, and what it sends is not read, so that its window fills", "stall", "stall 30s");
        row("keep-open", AFTER_A_REPLY, in -> alone(in, new Step.KeepOpen()))
                .means("no close after a 421", "reply 421 4.3.2 Bye then keep-open");
        row("throttle", AT_CONTENT, in -> new Step.SlowReading(StepGrammar.rate(in)))
                .means("its message is read so slowly", "throttle 1KB/s");
        row("starttls-in-clear", AT_STARTTLS, in -> alone(in, Alteration.OfHandshake.STARTTLS_IN_CLEAR))
                .means("220, and no handshake after it", "starttls-in-clear then proceed");
        row("tls-abort", AT_HANDSHAKE, in -> alone(in, Alteration.OfHandshake.TLS_ABORT))
                .means("a fatal alert instead of the server's hello", "tls-abort then proceed");
        row("certificate", AT_HANDSHAKE, StepGrammar::certificate)
                .means(
                        "a certificate that is `expired`, `not-yet-valid`, `self-signed`, of a `wrong-host`, of an `unknown-ca`, or has `no-intermediate`",
                        "certificate expired then proceed");
        row("tls-only", AT_HANDSHAKE, in -> new Alteration.TlsOnly(in.needed("tls-only", "1.2, 1.3 or a cipher suite")))
                .means("one version or cipher suite", "tls-only 1.2 then proceed");
        row("tls-too-old", AT_HANDSHAKE, in -> alone(in, Alteration.OfHandshake.TLS_TOO_OLD))
                .means("a hello of TLS 1.0", "tls-too-old then proceed");
        row("hide", AT_EHLO, in -> new Alteration.Hide(in.needed("hide", "an EHLO keyword")))
                .means("a keyword less, and what stands behind it is served", "hide SIZE then proceed");
        row("disable", AT_EHLO, in -> new Alteration.Disable(in.needed("disable", "an EHLO keyword")))
                .means("a keyword less, and what stands behind it is refused", "disable SIZE then proceed");
        row("add", AT_EHLO, in -> new Alteration.Add(in.wordNeeded("add", "an EHLO keyword"), in.rest()))
                .means("a keyword more", "add X-FOO bar then proceed");
    }

    private final String word;
    private final Placement placement;
    private final Function<StepText, Step> parser;
    private String meaning = "";
    private List<String> examples = List.of();

    private StepKind(String word, Placement placement, Function<StepText, Step> parser) {
        this.word = word;
        this.placement = placement;
        this.parser = parser;
    }

    private static StepKind row(String word, Placement placement, Function<StepText, Step> parser) {
        StepKind kind = new StepKind(word, placement, parser);
        TABLE.put(word, kind);
        return kind;
    }

    private void means(String forTheClient, String... answers) {
        meaning = forTheClient;
        examples = List.of(answers);
    }

    private static Step alone(StepText in, Step step) {
        in.end(step.word());
        return step;
    }

    /** All steps, in the order in which they are documented. */
    public static Stream<StepKind> all() {
        return TABLE.values().stream();
    }

    /**
     * The step of a word.
     *
     * @throws IllegalArgumentException if there is no such step; the message names the nearest one
     */
    public static StepKind named(String word) {
        StepKind kind = TABLE.get(word);
        if (kind == null) {
            throw new IllegalArgumentException(
                    word.isEmpty()
                            ? "a step is missing, known are " + String.join(" ", TABLE.keySet())
                            : Words.unknown("step", word, word, TABLE.keySet()));
        }
        return kind;
    }

    /** The first word of the step in a properties file. */
    public String word() {
        return word;
    }

    /** The stages at which the step makes sense. */
    public Placement placement() {
        return placement;
    }

    /** What the client sees, for the user. */
    public String meaning() {
        return meaning;
    }

    /** Answers with the step, at least one. */
    public List<String> examples() {
        return examples;
    }

    /** Reads what follows the word, up to {@code then}, {@code with} or the end. */
    Step read(StepText in) {
        return parser.apply(in);
    }

    @Override
    public String toString() {
        return word;
    }
}
