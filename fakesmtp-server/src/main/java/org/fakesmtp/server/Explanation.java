package org.fakesmtp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.Answers;
import org.fakesmtp.rule.Condition;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.Trigger;
import org.fakesmtp.setting.Values;

/** Tells in plain words what rules order. */
final class Explanation {

    private final List<String> lines = new ArrayList<>();
    private final ShutStages shut = new ShutStages();
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
        warn(shut.add(rule));
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
    private void warn(ShutStages.Found found) {
        if (!found.by().isEmpty()) {
            String by = found.by().values().stream().map(Rule::name).distinct().collect(Collectors.joining(", "));
            String where = found.isWhole()
                    ? ""
                    : " at " + found.by().keySet().stream().map(Stage::name).collect(Collectors.joining(", "));
            lines.add("   warning: is never reached" + where + ", since " + by + " always decides before it");
        }
    }
}
