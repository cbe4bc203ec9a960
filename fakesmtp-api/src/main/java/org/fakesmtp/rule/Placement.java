package org.fakesmtp.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;

/** Where each step makes sense: the table behind the errors of rules and behind {@code docs/faults.md}. */
public enum Placement {
    /** Each stage. */
    EVERYWHERE("at every stage"),
    /** Each but STARTTLS, where the handshake waits for the reply, and TLS, CONTENT and IDLE, which have none. */
    WHERE_A_REPLY_FOLLOWS("where the normal work ends in a reply for which nothing waits"),
    /** Each but TLS. */
    AFTER_A_REPLY("where the connection can go on after a reply"),
    /** While content comes in. */
    AT_CONTENT("at CONTENT"),
    /** Before a TLS handshake, of STARTTLS or of an implicit-TLS listener. */
    AT_HANDSHAKE("at STARTTLS and TLS"),
    /** Where the client has asked for TLS in the clear (RFC 3207). */
    AT_STARTTLS("at STARTTLS"),
    /** Where the extensions are announced: EHLO, and LHLO under LMTP. */
    AT_EHLO("at EHLO and LHLO");

    private static final Set<Stage> WITHOUT_REPLY = Set.of(Stage.TLS, Stage.CONTENT, Stage.IDLE);

    private static final Map<String, Placement> STEPS = steps();

    private final String words;

    Placement(String words) {
        this.words = words;
    }

    private static Map<String, Placement> steps() {
        Map<String, Placement> steps = new LinkedHashMap<>();
        Stream.of("proceed", "allow").forEach(word -> steps.put(word, EVERYWHERE));
        steps.put("accept", WHERE_A_REPLY_FOLLOWS);
        Stream.of("reply", "send", "pause", "close", "cut", "half-close", "reset", "hang", "stall")
                .forEach(word -> steps.put(word, EVERYWHERE));
        steps.put("keep-open", AFTER_A_REPLY);
        steps.put("throttle", AT_CONTENT);
        steps.put("starttls-in-clear", AT_STARTTLS);
        Stream.of("tls-abort", "certificate", "tls-only", "tls-too-old").forEach(word -> steps.put(word, AT_HANDSHAKE));
        Stream.of("hide", "disable", "add").forEach(word -> steps.put(word, AT_EHLO));
        return steps;
    }

    /** The words of all steps, in the order in which they are documented. */
    public static List<String> words() {
        return List.copyOf(STEPS.keySet());
    }

    /** Where the step of a word makes sense. */
    public static Placement of(String word) {
        Placement placement = STEPS.get(word);
        if (placement == null) {
            throw new IllegalArgumentException(Words.unknown("step", word, word, STEPS.keySet()));
        }
        return placement;
    }

    /** Whether a step that is placed so makes sense at a stage. A stage that a plugin adds is a command. */
    public boolean includes(Stage stage) {
        return switch (this) {
            case EVERYWHERE -> true;
            case WHERE_A_REPLY_FOLLOWS -> !WITHOUT_REPLY.contains(stage) && !stage.equals(Stage.STARTTLS);
            case AFTER_A_REPLY -> !stage.equals(Stage.TLS);
            case AT_CONTENT -> stage.equals(Stage.CONTENT);
            case AT_HANDSHAKE -> stage.equals(Stage.TLS) || stage.equals(Stage.STARTTLS);
            case AT_STARTTLS -> stage.equals(Stage.STARTTLS);
            case AT_EHLO -> stage.equals(Stage.EHLO) || stage.equals(Stage.LHLO);
        };
    }

    /** Refuses a step at a stage where it makes no sense. */
    static void check(Step step, Stages stages) {
        for (Stage stage : stages.named()) {
            objection(step, stage).ifPresent(objection -> {
                throw new IllegalArgumentException(objection);
            });
        }
    }

    /** Whether a step makes sense at a stage, with its modifiers. */
    static boolean allows(Step step, Stage stage) {
        return objection(step, stage).isEmpty();
    }

    /** Why a step makes no sense at a stage; empty where it does. */
    private static Optional<String> objection(Step step, Stage stage) {
        Placement placement = of(step.word());
        if (!placement.includes(stage)) {
            return Optional.of("'" + step.word() + "' makes no sense at " + stage + ", only " + placement.words);
        }
        if (!(step instanceof Step.With && step.plain() instanceof Step.Work)) {
            return Optional.empty();
        }
        String senseless = "'" + step + "' makes no sense at " + stage;
        if (stage.equals(Stage.STARTTLS)) {
            return Optional.of(senseless + ", where the handshake waits for the reply as it is");
        }
        return WITHOUT_REPLY.contains(stage)
                ? Optional.of(senseless + ", the normal work there has no reply")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return words;
    }
}
