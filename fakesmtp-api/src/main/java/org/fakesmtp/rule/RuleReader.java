package org.fakesmtp.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.Settings;

/**
 * Reads the rules of a plugin from its settings: {@code <rule>.on}, {@code <rule>.when.recipient} and so on. A plugin may have short forms of its own for
 * the answer, such as {@code .reply}.
 *
 * <pre>{@code
 * RuleReader reader = RuleReader.of("busy", settings)
 *         .withShortForm("time", time -> StepGrammar.pause(time).then(Answer.proceed()));
 * reader.rules().forEach(hooks::rule);
 * }</pre>
 */
public final class RuleReader {

    private final String plugin;
    private final Settings settings;
    private final Map<String, Function<String, Answer>> forms;

    private RuleReader(String plugin, Settings settings, Map<String, Function<String, Answer>> forms) {
        this.plugin = plugin;
        this.settings = settings;
        this.forms = forms;
    }

    /** A reader of the settings that stand under a plugin's name, whose answers are steps: {@code <rule>.answer}. */
    public static RuleReader of(String plugin, Settings settings) {
        return new RuleReader(plugin, settings, Map.of("answer", StepGrammar::answer));
    }

    /** A reader that also takes another word for the answer, whose value is read so. */
    public RuleReader withShortForm(String word, Function<String, Answer> reading) {
        Map<String, Function<String, Answer>> more = new LinkedHashMap<>();
        more.put(word, reading);
        more.putAll(forms);
        return new RuleReader(plugin, settings, more);
    }

    /**
     * The rules, in the order in which their names first occur.
     *
     * @throws org.fakesmtp.api.SettingException where a rule is not complete, or has a part that is wrong or that no one knows; where the settings note their errors, it is
     *     noted there and the rule is left out
     */
    public List<Rule> rules() {
        return settings.names().stream().flatMap(name -> rule(name).stream()).toList();
    }

    private Optional<Rule> rule(String name) {
        Settings parts = settings.under(name);
        if (!parts.entries().isEmpty()) {
            return new RuleParts(plugin + '.' + name, parts, forms).rule();
        }
        Setting whole = settings.get(name).orElseThrow();
        settings.report(name, whole.error("a rule is set by its parts, such as " + whole.key() + ".on"));
        return Optional.empty();
    }
}
