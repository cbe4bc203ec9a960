package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fakesmtp.fact.Availability;
import org.fakesmtp.internal.Words;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Values;

/**
 * Where a rule is asked.
 *
 * @param named the stages, at least one; {@link Stage#ANY} stands for every command
 */
public record Stages(List<Stage> named) {

    /** @throws IllegalArgumentException where there is no stage; the message is for the user */
    public Stages {
        named = List.copyOf(named);
        if (named.isEmpty()) {
            throw new IllegalArgumentException("a rule needs a stage at which it is asked, such as RCPT");
        }
    }

    /** Whether the rule is asked at a stage. */
    public boolean include(Stage stage) {
        for (Stage one : named) {
            if (one.equals(stage) || (one.equals(Stage.ANY) && Availability.AT_COMMANDS.at(stage))) {
                return true;
            }
        }
        return false;
    }

    /** Reads {@code .at}: octets of content at CONTENT, a silence at IDLE. */
    Moment moment(String text) {
        return named.contains(Stage.IDLE)
                ? new Moment.AfterSilence(Values.duration(text))
                : new Moment.AfterOctets(Values.size(text));
    }

    /** Refuses a moment that none of the stages has, and stages without the moment that they need. */
    void check(Optional<Moment> at) {
        boolean content = named.contains(Stage.CONTENT);
        boolean idle = named.contains(Stage.IDLE);
        if (content && idle) {
            throw new IllegalArgumentException(
                    "CONTENT counts octets and IDLE a silence, a rule is asked at one of them");
        }
        if (idle && !(at.isPresent() && at.get() instanceof Moment.AfterSilence)) {
            throw new IllegalArgumentException(
                    "a rule at IDLE needs the silence after which it is asked, such as .at = 10s");
        }
        if (at.isPresent() && !idle && !(content && at.get() instanceof Moment.AfterOctets)) {
            throw new IllegalArgumentException(
                    content
                            ? "a rule at CONTENT is asked after so many octets, such as .at = 64KB"
                            : "only a rule at CONTENT or IDLE is asked .at a moment, not at " + this);
        }
    }

    /** Refuses what cannot be known at one of the stages that are named; {@code *} takes the commands where it is known, and is refused where there is none. */
    void check(String what, Availability known) {
        named.forEach(stage -> known.check(what, stage));
    }

    /**
     * Refuses a stage that is none of a server's.
     *
     * @param known those of its command table; the standard ones and {@code *} are known in any case
     * @throws IllegalArgumentException which names the stage, and the nearest one that is known
     */
    public void checkAmong(Collection<Stage> known) {
        for (Stage stage : named) {
            if (!Stage.STANDARD.contains(stage) && !known.contains(stage)) {
                List<Stage> all = new ArrayList<>(Stage.STANDARD);
                all.add(Stage.ANY);
                all.add(Stage.XCLIENT);
                all.addAll(known);
                Words.find("stage", stage.name(), all);
            }
        }
    }

    @Override
    public String toString() {
        return named.stream().map(Stage::name).collect(Collectors.joining(", "));
    }
}
