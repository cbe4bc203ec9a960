package org.fakesmtp.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.fakesmtp.api.Stage;

/**
 * Where a rule is asked.
 *
 * @param named the stages, at least one; {@link Stage#ANY} stands for every command
 */
public record Stages(List<Stage> named) {

    public Stages {
        named = List.copyOf(named);
        if (named.isEmpty()) {
            throw new IllegalArgumentException("a rule needs a stage at which it is asked, such as RCPT");
        }
    }

    /** Whether the rule is asked at a stage. */
    public boolean include(Stage stage) {
        for (Stage one : named) {
            if (one.equals(stage) || (one.equals(Stage.ANY) && Known.AT_COMMANDS.at(stage))) {
                return true;
            }
        }
        return false;
    }

    /** Refuses what cannot be known at one of the stages that are named; {@code *} takes the commands where it is known. */
    void check(String what, Known known) {
        named.stream().filter(stage -> !stage.equals(Stage.ANY)).forEach(stage -> known.check(what, stage));
    }

    @Override
    public String toString() {
        return named.stream().map(Stage::name).collect(Collectors.joining(", "));
    }
}
