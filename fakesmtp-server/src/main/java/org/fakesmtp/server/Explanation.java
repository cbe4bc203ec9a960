package org.fakesmtp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Values;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.Answers;
import org.fakesmtp.rule.Condition;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.Trigger;

/** Tells in plain words what rules order. */
final class Explanation {

    private final List<String> lines = new ArrayList<>();
    private final List<Rule> earlier = new ArrayList<>();
    private int number;

    private Explanation() {}

    /** Lines without line ends, in the order in which these are asked. */
    static List<String> of(List<Interceptor> interceptors) {
        Explanation explanation = new Explanation();
        interceptors.forEach(explanation::add);
        return explanation.lines.isEmpty() ? List.of("There are no rules.") : List.copyOf(explanation.lines);
    }

    /** The lines of one rule, below its name. */
    static List<String> of(Rule rule) {
        Explanation explanation = new Explanation();
        explanation.add(rule);
        return List.copyOf(explanation.lines);
    }

    private void add(Interceptor interceptor) {
        lines.add(++number + ". " + interceptor.name());
        if (interceptor instanceof Interceptor.OfRule of) {
            add(of.rule().rule());
        } else if (interceptor instanceof Interceptor.OfCode code) {
            lines.add("   at " + code.stage() + ": its code decides");
        }
    }

    private void add(Rule rule) {
        lines.add("   at " + rule.stages() + rule.at().map(at -> " after " + at).orElse(""));
        rule.conditions().forEach(condition -> lines.add("   where " + words(condition)));
        rule.triggers().forEach(trigger -> lines.add("   " + words(trigger)));
        if (!rule.per().isEmpty()) {
            lines.add("   counted for each " + String.join(", ", rule.per()) + " apart");
        }
        answers(rule.answers());
        warn(rule);
        earlier.add(rule);
    }

    private static String words(Condition condition) {
        String text = condition.text();
        return text.startsWith("!")
                ? condition.about() + " is not " + text.substring(1).strip()
                : condition.about() + " is " + text;
    }

    private static String words(Trigger trigger) {
        if (trigger instanceof Trigger.First first) {
            return first.count() == 1 ? "only the first time" : "only the first " + first.count() + " times";
        }
        if (trigger instanceof Trigger.After after) {
            return after.count() == 1 ? "not the first time" : "not the first " + after.count() + " times";
        }
        if (trigger instanceof Trigger.Every every) {
            return "only each time that is a multiple of " + every.count();
        }
        if (trigger instanceof Trigger.Chance chance) {
            return "with a chance of " + percent(chance.probability());
        }
        Trigger.During during = (Trigger.During) trigger;
        return "from " + since(during.from()) + " to " + since(during.to()) + " after the start";
    }

    private static String since(Duration time) {
        return time.isZero() ? "0s" : Values.written(time);
    }

    private static String percent(double share) {
        String number = String.valueOf(Math.round(share * 100_000) / 1000.0);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + '%';
    }

    private void answers(Answers answers) {
        if (answers instanceof Answers.Mix mix) {
            mix.parts().forEach(part -> lines.add("   " + percent(part.share()) + ": " + part.answer()));
            return;
        }
        Answers.InOrder inOrder = (Answers.InOrder) answers;
        for (int i = 0; i < inOrder.first().size(); i++) {
            lines.add("   answer " + (i + 1) + ": " + inOrder.first().get(i));
        }
        String each = inOrder.first().isEmpty() ? "   answer: " : "   answer from then on: ";
        inOrder.rest().ifPresent(rest -> lines.add(each + rest));
    }

    /** Warns where none of the rule's stages can be reached, or some cannot. */
    private void warn(Rule rule) {
        List<Stage> stages = stages(rule);
        List<Stage> shut = stages.stream()
                .filter(stage -> earlier.stream().anyMatch(other -> shuts(other, rule, stage)))
                .toList();
        if (!shut.isEmpty()) {
            String by = earlier.stream()
                    .filter(other -> shut.stream().anyMatch(stage -> shuts(other, rule, stage)))
                    .map(Rule::name)
                    .collect(Collectors.joining(", "));
            String where = shut.size() == stages.size()
                    ? ""
                    : " at " + shut.stream().map(Stage::name).collect(Collectors.joining(", "));
            lines.add("   warning: is never reached" + where + ", since " + by + " always decides before it");
        }
    }

    private static List<Stage> stages(Rule rule) {
        return Stream.concat(Stage.STANDARD.stream(), rule.stages().named().stream())
                .filter(stage -> !stage.equals(Stage.ANY) && rule.isAskedAt(stage))
                .distinct()
                .toList();
    }

    /** Whether an earlier rule leaves nothing to this one at a stage: whatever it wants to hold, this one wants too. */
    private static boolean shuts(Rule other, Rule rule, Stage stage) {
        return other.isAskedAt(stage)
                && other.at().equals(rule.at())
                && rule.conditions().containsAll(other.conditions())
                && other.triggers().isEmpty()
                && decidesAlways(other.answers());
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
