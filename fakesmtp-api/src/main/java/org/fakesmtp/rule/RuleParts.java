package org.fakesmtp.rule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.fact.Availability;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.internal.Words;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.DurationRange;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

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
    private final Map<String, BiFunction<String, Path, Answer>> forms;
    private final Map<String, Setting> given = new LinkedHashMap<>();
    private final Set<String> meant = new HashSet<>();

    /** The parts under a rule's name, at least one, and the words that set its answer. */
    RuleParts(String name, Settings parts, Map<String, BiFunction<String, Path, Answer>> forms) {
        this.name = name;
        this.parts = parts;
        this.foremost = parts.entries().get(0);
        this.forms = forms;
        int prefix = foremost.key().lastIndexOf(name + '.') + name.length() + 1;
        parts.entries().forEach(setting -> given.put(setting.key().substring(prefix), setting));
    }

    /** The rule; empty where its errors were noted. */
    Optional<Rule> rule() {
        if (!Rule.isName(name)) {
            report("", foremost.error("a rule is named by small letters, digits and '-', not '" + name + "'"));
        }
        given.forEach(this::checkPart);
        Optional<Stages> on = value("on", RuleParts::stages);
        if (on.isEmpty() && !isTold("on")) {
            report("", foremost.error("the rule has no stage, add " + name + ".on, such as RCPT"));
        }
        Optional<Moment> at = on.flatMap(this::at);
        List<Condition> conditions = conditions(on);
        List<Trigger> triggers = triggers();
        List<String> per = per(on);
        Optional<Answers> answers = answers(on);
        return parts.isWrong("")
                ? Optional.empty()
                : Optional.of(new Rule(name, on.orElseThrow(), at, conditions, triggers, per, answers.orElseThrow()));
    }

    private void report(String part, SettingException error) {
        parts.report(part, error);
    }

    /** Whether a part was told to be wrong, or to be what another may mean. */
    private boolean isTold(String part) {
        return parts.isWrong(part) || meant.contains(part);
    }

    private Optional<Moment> at(Stages stages) {
        Optional<Moment> at = value("at", stages::moment);
        try {
            if (!parts.isWrong("at")) {
                stages.check(at);
            }
        } catch (IllegalArgumentException e) {
            report("at", foremost.error(Reason.of(e)));
        }
        return at;
    }

    private void checkPart(String part, Setting setting) {
        boolean known = SINGLE.contains(part)
                || forms.containsKey(part)
                || isBeneath(WHEN, part)
                || isBeneath(AnswerParts.PREFIX, part);
        if (!known) {
            report(part, setting.error("unknown key" + hint(part)));
        }
    }

    private static boolean isBeneath(String prefix, String part) {
        return part.startsWith(prefix) && part.length() > prefix.length();
    }

    private String hint(String part) {
        if (part.equals("when")) {
            return ", write what has to hold behind it, such as " + name + ".when.recipient";
        }
        Optional<String> near = near(part);
        near.ifPresent(whole -> meant.add(firstOf(whole)));
        return near.map(whole -> ", did you mean " + name + '.' + whole + "?").orElse("");
    }

    /** What may have been meant by a part: by all of it, or by what it begins with. */
    private Optional<String> near(String part) {
        String first = firstOf(part);
        if (Fact.conditions().contains(first) || Fact.isHeader(part)) {
            return Optional.of(WHEN + part);
        }
        List<String> whole =
                Stream.concat(SINGLE.stream(), forms.keySet().stream()).toList();
        boolean beneath = first.length() < part.length();
        Optional<String> beginning = beneath
                ? Nearest.among(first.strip(), List.of("when", "answer"))
                        .map(near -> near + part.substring(first.length()))
                : Optional.empty();
        return beginning
                .or(() -> Nearest.among(part, whole))
                .or(() -> Nearest.among(first, whole))
                .or(() -> Nearest.among(first, List.of("when")).map(near -> near + ".recipient"));
    }

    private static String firstOf(String part) {
        int dot = part.indexOf('.');
        return dot < 0 ? part : part.substring(0, dot);
    }

    private List<Condition> conditions(Optional<Stages> stages) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : given.keySet()) {
            if (isBeneath(WHEN, part)) {
                parts.value(part, text -> condition(part.substring(WHEN.length()), text, stages))
                        .ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    private static Condition condition(String about, String text, Optional<Stages> stages) {
        Condition condition = new Condition(about, text);
        stages.ifPresent(known -> known.check(about, condition.known()));
        return condition;
    }

    private List<Trigger> triggers() {
        List<Trigger> triggers = new ArrayList<>();
        value("first", text -> new Trigger.First(Values.number(text))).ifPresent(triggers::add);
        value("after", text -> new Trigger.After(Values.number(text))).ifPresent(triggers::add);
        value("every", text -> new Trigger.Every(Values.number(text))).ifPresent(triggers::add);
        value("during", RuleParts::during).ifPresent(triggers::add);
        value("chance", text -> new Trigger.Chance(Values.perCent(text))).ifPresent(triggers::add);
        return triggers;
    }

    private static Trigger during(String text) {
        DurationRange range = Values.durationRange(text);
        return new Trigger.During(range.shortest(), range.longest());
    }

    /** The value of a part. One that is not set is not asked for: of very many rules all that would be known. */
    private <T> Optional<T> value(String part, Function<String, T> reading) {
        return given.containsKey(part) ? parts.value(part, reading) : Optional.empty();
    }

    private List<String> per(Optional<Stages> stages) {
        return value("per", text -> words(text, stages)).orElse(List.of());
    }

    private static List<String> words(String text, Optional<Stages> stages) {
        List<String> words = Values.list(text);
        for (String word : words) {
            Availability known = Fact.key(word).known();
            stages.ifPresent(some -> some.check(word, known));
        }
        return words;
    }

    private Optional<Answers> answers(Optional<Stages> stages) {
        AnswerParts answers = new AnswerParts();
        for (String part : given.keySet()) {
            BiFunction<String, Path, Answer> form = forms.getOrDefault(part, Answer::parse);
            Path directory = given.get(part).directory();
            if (forms.containsKey(part) || isBeneath(AnswerParts.PREFIX, part)) {
                parts.value(part, text -> answers.add(part, checked(form.apply(text, directory), stages)));
            }
        }
        return complete(answers);
    }

    private static Answer checked(Answer answer, Optional<Stages> stages) {
        answer.check(stages.map(Stages::named).orElse(List.of()));
        return answer;
    }

    /** The answers together; of those that are wrong themselves nothing more is said. */
    private Optional<Answers> complete(AnswerParts answers) {
        boolean told = (parts.isWrong("") || !meant.isEmpty())
                && (isTold("answer") || forms.keySet().stream().anyMatch(this::isTold));
        try {
            Optional<Answers> all = told ? Optional.empty() : answers.answers();
            if (all.isEmpty() && !told) {
                String form = forms.keySet().iterator().next();
                report("", foremost.error("the rule has no answer, add " + name + '.' + form));
            }
            return all;
        } catch (IllegalArgumentException e) {
            report("answer", foremost.error(Reason.of(e)));
            return Optional.empty();
        }
    }

    private static Stages stages(String text) {
        return new Stages(Values.list(text).stream().map(RuleParts::stage).toList());
    }

    /** A verb that no one knows here may be that of a plugin: {@link Stages#checkAmong} tells it from a mistake. */
    private static Stage stage(String word) {
        for (Stage stage : Stage.STANDARD) {
            if (stage.name().equals(word)) {
                return stage;
            }
        }
        return VERB.matcher(word).matches() ? new Stage(word) : Words.find("stage", word, STAGES);
    }
}
