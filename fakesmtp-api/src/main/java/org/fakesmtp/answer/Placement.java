package org.fakesmtp.answer;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.mail.Stage;

/** Where a step makes sense: see {@link StepKind}. */
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

    private final String words;

    Placement(String words) {
        this.words = words;
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
    static void check(Step step, Collection<Stage> stages) {
        for (Stage stage : stages) {
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
        Placement placement = StepKind.named(step.word()).placement();
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
