package org.fakesmtp.rule;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fakesmtp.api.StepPlayer;
import org.fakesmtp.api.Transmission;
import org.mockito.ArgumentCaptor;

/** One of everything that can be ordered: what the reference shows, and what is played at every stage. */
final class FaultSamples {

    /** What a properties file writes, by the word of the step, and what the client sees. */
    static final Map<String, List<String>> STEPS = new LinkedHashMap<>();

    /** What a properties file writes, by the word of the modifier. */
    static final Map<String, String> MODIFIERS = new LinkedHashMap<>();

    static {
        step("proceed", "proceed", "the normal work and its reply; later rules are asked");
        step("allow", "allow", "the same, and no further rule is asked");
        step("accept", "accept", "the normal work, and no reply");
        step("reply", "reply 550 5.1.1 No such user", "this reply, and nothing is done; 421 closes");
        step("send", "send \"220-Wait\\r\\n\"", "exactly these octets");
        step("pause", "pause 2s, pause 1s..5s, pause lognormal(200ms, 0.5)", "nothing, for so long");
        step("close", "close", "FIN after what was sent, under TLS after a close_notify");
        step("cut", "cut", "FIN after what was sent, under TLS without a close_notify");
        step("half-close", "half-close", "FIN, and what it sends is still read");
        step("reset", "reset", "RST");
        step("hang", "hang, hang 30s", "nothing, and what it sends is thrown away");
        step("stall", "stall, stall 30s", "nothing, and what it sends is not read, so that its window fills");
        step("keep-open", "reply 421 4.3.2 Bye then keep-open", "no close after a 421");
        step("throttle", "throttle 1KB/s", "its message is read so slowly");
        step("starttls-in-clear", "starttls-in-clear then proceed", "220, and no handshake after it");
        step("tls-abort", "tls-abort then proceed", "a fatal alert instead of the server's hello");
        step(
                "certificate",
                "certificate expired then proceed",
                "a certificate that is `expired`, `not-yet-valid`, `self-signed`, of a `wrong-host`, of an `unknown-ca`, or has `no-intermediate`");
        step("tls-only", "tls-only 1.2 then proceed", "one version or cipher suite");
        step("tls-too-old", "tls-too-old then proceed", "a hello of TLS 1.0");
        step("hide", "hide SIZE then proceed", "a keyword less, and what stands behind it is served");
        step("disable", "disable SIZE then proceed", "a keyword less, and what stands behind it is refused");
        step("add", "add X-FOO bar then proceed", "a keyword more");
        MODIFIERS.put("dribble", "dribble 1 every 500ms");
        MODIFIERS.put("throttle", "throttle 100B/s");
        for (String word : List.of(
                "bare-lf",
                "no-line-end",
                "mixed-codes",
                "unfinished",
                "no-digits",
                "binary",
                "nul",
                "8bit",
                "twice",
                "endless")) {
            MODIFIERS.put(word, word);
        }
        MODIFIERS.put("oversized", "oversized 20");
        MODIFIERS.put("code", "code 650");
    }

    private static void step(String word, String examples, String meaning) {
        STEPS.put(word, List.of(examples, meaning));
    }

    private FaultSamples() {}

    /** The first example of a step. */
    static String step(String word) {
        return Objects.requireNonNull(STEPS.get(word), word).get(0).split(", (?=[a-z])", 2)[0];
    }

    /** What a reply with modifiers hands to the transport. */
    static Transmission sent(String reply) {
        StepPlayer player = mock(StepPlayer.class);
        StepGrammar.answer(reply).steps().get(0).playOn(player);
        ArgumentCaptor<Transmission> sent = ArgumentCaptor.forClass(Transmission.class);
        verify(player).send(sent.capture());
        return sent.getValue();
    }
}
