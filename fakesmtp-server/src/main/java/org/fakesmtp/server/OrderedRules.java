package org.fakesmtp.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.Settings;

/** Reads the rules that settings order, and remembers which keys they come from: those may change while the server runs. */
final class OrderedRules {

    private final Set<String> keys = new HashSet<>();
    private final RuleCheck check;

    OrderedRules(RuleCheck check) {
        this.check = check;
    }

    /** The rules of a plugin. What is wrong with them, or with the plugin, is reported to the settings. */
    List<Rule> read(Plugin plugin, Settings settings) {
        List<Rule> rules = new ArrayList<>();
        int before = settings.asked().size();
        Installation.contain(plugin, settings, () -> rules.addAll(plugin.rules(settings.under(plugin.name()))));
        settings.asked().stream().skip(before).forEach(keys::add);
        return rules;
    }

    /** The rules of a plugin once all plugins are installed: those that name what there is not are reported too. */
    List<Rule> readAgain(Plugin plugin, Settings settings) {
        List<Rule> rules = read(plugin, settings);
        check(plugin, rules, settings);
        return rules;
    }

    /** Checks rules of a plugin, and the stages of those that were not read since something else is wrong with them. */
    void check(Plugin plugin, List<Rule> rules, Settings settings) {
        check.check(rules, settings);
        if (settings.isWrong(plugin.name())) {
            Settings own = settings.under(plugin.name());
            own.names().stream()
                    .filter(own::isWrong)
                    .filter(name -> has(plugin.name() + '.' + name + ".on"))
                    .filter(name -> !own.isWrong(name + ".on"))
                    .forEach(name -> own.value(name + ".on", check::stages));
        }
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
