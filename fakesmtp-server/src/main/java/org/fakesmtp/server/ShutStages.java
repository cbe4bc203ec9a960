package org.fakesmtp.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Answers;
import org.fakesmtp.rule.Condition;
import org.fakesmtp.rule.Moment;
import org.fakesmtp.rule.Rule;

/**
 * Finds the stages at which rules are never reached, since one before them always decides wherever their own conditions
 * hold. Rules that always decide are kept by stage and by what they want to hold, so that no rule is compared with all
 * others.
 */
final class ShutStages {

    /** So many conditions of a rule are looked at; of one with more, some that shuts it out may be missed. */
    private static final int MOST = 8;

    /** Where a rule always decides: at a stage, whenever these hold. */
    private record Place(Stage stage, Optional<Moment> at, Set<Condition> conditions) {}

    /**
     * What shuts a rule out.
     *
     * @param by the first one that does, by the stage
     * @param stages how many stages the rule has
     */
    record Found(Map<Stage, Rule> by, int stages) {
        boolean isWhole() {
            return by.size() == stages;
        }
    }

    private final Map<Place, Rule> deciding = new HashMap<>();

    /** What shuts this rule out, which stands behind all that were added before. */
    Found add(Rule rule) {
        boolean decides = rule.triggers().isEmpty() && decidesAlways(rule.answers());
        Map<Stage, Rule> by = new LinkedHashMap<>();
        List<Stage> stages = stages(rule);
        List<Set<Condition>> parts = parts(rule.conditions());
        for (Stage stage : stages) {
            Optional<Rule> earlier = parts.stream()
                    .flatMap(part -> Optional.ofNullable(deciding.get(new Place(stage, rule.at(), part))).stream())
                    .findFirst();
            earlier.ifPresent(one -> by.put(stage, one));
            if (decides) {
                deciding.putIfAbsent(new Place(stage, rule.at(), Set.copyOf(rule.conditions())), rule);
            }
        }
        return new Found(by, stages.size());
    }

    /** All that a rule that shuts one with these conditions out may want to hold: some of them, all, or nothing. */
    private static List<Set<Condition>> parts(List<Condition> conditions) {
        List<Condition> some = conditions.stream().distinct().limit(MOST).toList();
        List<Set<Condition>> parts = new ArrayList<>();
        for (int mask = 0; mask < 1 << some.size(); mask++) {
            Set<Condition> part = new HashSet<>();
            for (int i = 0; i < some.size(); i++) {
                if (((mask >> i) & 1) == 1) {
                    part.add(some.get(i));
                }
            }
            parts.add(part);
        }
        parts.add(Set.copyOf(conditions));
        return parts;
    }

    private static List<Stage> stages(Rule rule) {
        return Stream.concat(Stage.STANDARD.stream(), rule.stages().named().stream())
                .filter(stage -> !stage.equals(Stage.ANY) && rule.isAskedAt(stage))
                .distinct()
                .toList();
    }

    private static boolean decidesAlways(Answers answers) {
        boolean each = answers instanceof Answers.InOrder inOrder
                ? inOrder.rest().isPresent()
                : ((Answers.Mix) answers)
                                .parts().stream()
                                        .mapToDouble(Answers.Part::share)
                                        .sum()
                        >= 1;
        return each && answers.all().noneMatch(Answer::proceeds);
    }
}
