package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.DurationRange;
import org.fakesmtp.api.Nearest;
import org.fakesmtp.api.Reason;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Values;

/** The parts of one rule, as settings. */
final class RuleParts {

    private static final String WHEN = "when.";
    /** The words of all parts but the conditions and the answers. */
    static final List<String> SINGLE = List.of("on", "at", "first", "after", "every", "during", "chance", "per");

    private static final Pattern VERB = Pattern.compile("[A-Z][A-Z0-9-]*");
    private static final List<Stage> STAGES =
            Stream.concat(Stage.STANDARD.stream(), Stream.of(Stage.ANY)).toList();

    private final String name;
    private final Settings parts;
    private final Setting foremost;
    private final Map<String, Function<String, Answer>> forms;

    /** The parts under a rule's name, at least one, and the words that set its answer. */
    RuleParts(String name, Settings parts, Map<String, Function<String, Answer>> forms) {
        this.name = name;
        this.parts = parts;
        this.foremost = parts.entries().get(0);
        this.forms = forms;
    }

    Rule rule() {
        if (!Rule.isName(name)) {
            throw foremost.error("a rule is named by small letters, digits and '-', not '" + name + "'");
        }
        parts.entries().forEach(this::checkPart);
        Stages stages = parts.value("on", RuleParts::stages)
                .orElseThrow(() -> foremost.error("the rule has no stage, add " + name + ".on, such as RCPT"));
        return new Rule(name, stages, at(stages), conditions(stages), triggers(), per(stages), answers(stages));
    }

    private Optional<Moment> at(Stages stages) {
        Optional<Moment> at = parts.value("at", stages::moment);
        try {
            stages.check(at);
            return at;
        } catch (IllegalArgumentException e) {
            throw foremost.error(Reason.of(e));
        }
    }

    private void checkPart(Setting setting) {
        String part = part(setting);
        List<String> known =
                Stream.concat(SINGLE.stream(), forms.keySet().stream()).toList();
        if (!known.contains(part) && !part.startsWith(WHEN) && !part.startsWith(AnswerParts.PREFIX)) {
            throw setting.error("unknown key"
                    + Nearest.among(part, known)
                            .map(near -> ", did you mean " + name + '.' + near + "?")
                            .orElse(""));
        }
    }

    private List<Condition> conditions(Stages stages) {
        List<Condition> conditions = new ArrayList<>();
        for (Setting setting : parts.entries()) {
            String part = part(setting);
            if (part.startsWith(WHEN)) {
                parts.value(part, text -> condition(part.substring(WHEN.length()), text, stages))
                        .ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    private static Condition condition(String about, String text, Stages stages) {
        Condition condition = new Condition(about, text);
        stages.check(about, condition.known());
        return condition;
    }

    private List<Trigger> triggers() {
        return Stream.of(
                        trigger("first", text -> new Trigger.First(Values.number(text))),
                        trigger("after", text -> new Trigger.After(Values.number(text))),
                        trigger("every", text -> new Trigger.Every(Values.number(text))),
                        trigger("during", RuleParts::during),
                        trigger("chance", text -> new Trigger.Chance(Values.perCent(text))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Trigger during(String text) {
        DurationRange range = Values.durationRange(text);
        return new Trigger.During(range.shortest(), range.longest());
    }

    private Optional<Trigger> trigger(String part, Function<String, Trigger> reading) {
        return parts.value(part, reading);
    }

    private List<String> per(Stages stages) {
        return parts.value("per", text -> words(text, stages)).orElse(List.of());
    }

    private static List<String> words(String text, Stages stages) {
        List<String> words = Values.list(text);
        words.forEach(word -> stages.check(word, KeyKind.named(word).known()));
        return words;
    }

    private Answers answers(Stages stages) {
        AnswerParts answers = new AnswerParts();
        for (Setting setting : parts.entries()) {
            String part = part(setting);
            Function<String, Answer> form = forms.getOrDefault(part, StepGrammar::answer);
            if (forms.containsKey(part) || part.startsWith(AnswerParts.PREFIX)) {
                parts.value(part, text -> answers.add(part, checked(form.apply(text), stages)));
            }
        }
        return complete(answers);
    }

    private static Answer checked(Answer answer, Stages stages) {
        AnswerCheck.check(answer, stages);
        return answer;
    }

    private Answers complete(AnswerParts answers) {
        try {
            return answers.answers()
                    .orElseThrow(() -> foremost.error("the rule has no answer, add " + name + '.'
                            + forms.keySet().iterator().next()));
        } catch (IllegalArgumentException e) {
            throw foremost.error(Reason.of(e));
        }
    }

    private static Stages stages(String text) {
        return new Stages(Values.list(text).stream().map(RuleParts::stage).toList());
    }

    /** A verb that no one knows here may be that of a plugin: {@link Stages#checkAmong} tells it from a mistake. */
    private static Stage stage(String word) {
        return VERB.matcher(word).matches() ? new Stage(word) : Words.find("stage", word, STAGES);
    }

    private String part(Setting setting) {
        return setting.key().substring(setting.key().lastIndexOf(name + '.') + name.length() + 1);
    }
}
