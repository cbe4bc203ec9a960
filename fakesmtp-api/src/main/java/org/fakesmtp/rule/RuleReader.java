package org.fakesmtp.rule;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.Settings;

/**
 * Reads the rules of a plugin from its settings: {@code <rule>.on}, {@code <rule>.when.recipient} and so on. A plugin may have short forms of its own for
 * the answer, such as {@code .reply}.
 *
 * <pre>{@code
 * public List<Rule> rules(Settings settings) { // of a Plugin
 *     return RuleReader.of("busy", settings)
 *             .withShortForm("time", time -> Answer.parsePause(time).then(Answer.proceed()))
 *             .rules();
 * }
 * }</pre>
 */
public final class RuleReader {

    private final String plugin;
    private final Settings settings;
    private final Map<String, BiFunction<String, Path, Answer>> forms;

    private RuleReader(String plugin, Settings settings, Map<String, BiFunction<String, Path, Answer>> forms) {
        this.plugin = plugin;
        this.settings = settings;
        this.forms = forms;
    }

    /** A reader of the settings that stand under a plugin's name, whose answers are steps: {@code <rule>.answer}. */
    public static RuleReader of(String plugin, Settings settings) {
        return new RuleReader(plugin, settings, Map.of("answer", Answer::parse));
    }

    /** A reader that also takes another word for the answer, whose value is read so. */
    public RuleReader withShortForm(String word, Function<String, Answer> reading) {
        Map<String, BiFunction<String, Path, Answer>> more = new LinkedHashMap<>();
        more.put(word, (text, directory) -> reading.apply(text));
        more.putAll(forms);
        return new RuleReader(plugin, settings, more);
    }

    /**
     * The rules, in the order in which their names first occur.
     *
     * @throws org.fakesmtp.setting.SettingException where a rule is not complete, or has a part that is wrong or that no one knows; where the settings note their errors, it is
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
