package org.fakesmtp.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Settings;
import org.fakesmtp.rule.Rule;

/** Reads the rules that settings order, and remembers which keys they come from: those may change while the server runs. */
final class OrderedRules {

    private final Set<String> keys = new HashSet<>();
    private final RuleCheck check;

    OrderedRules(RuleCheck check) {
        this.check = check;
    }

    /**
     * The rules of a plugin.
     *
     * @throws org.fakesmtp.api.SettingException where it does not take its settings, or fails; the message names it
     */
    List<Rule> read(Plugin plugin, Settings settings) {
        List<Rule> rules = new ArrayList<>();
        Set<String> before = settings.asked();
        Installation.contain(plugin, () -> rules.addAll(plugin.rules(settings.under(plugin.name()))));
        Set<String> asked = new HashSet<>(settings.asked());
        asked.removeAll(before);
        keys.addAll(asked);
        return rules;
    }

    /**
     * The rules of a plugin once all plugins are installed.
     *
     * @throws org.fakesmtp.api.SettingException where one names what there is not, besides
     */
    List<Rule> readAgain(Plugin plugin, Settings settings) {
        List<Rule> rules = read(plugin, settings);
        check.check(rules, settings);
        return rules;
    }

    /** Whether some rule was read from this key. */
    boolean has(String key) {
        return keys.contains(key);
    }

    static List<String> warnings(Rule rule) {
        return rule.warnings().stream()
                .map(warning -> rule.name() + ": " + warning)
                .toList();
    }
}
