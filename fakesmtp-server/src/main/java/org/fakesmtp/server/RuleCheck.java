package org.fakesmtp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.answer.Alteration;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.Stages;
import org.fakesmtp.server.tls.CipherSuites;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

/** Holds rules to what is known only where a server is put together: the verbs that its plugins have added, and the cipher suites of the Java that it runs on. */
final class RuleCheck {

    private final List<CommandHandler> handlers;

    /** @param handlers those that plugins add; the list may grow until rules are checked */
    RuleCheck(List<CommandHandler> handlers) {
        this.handlers = handlers;
    }

    /**
     * Checks a rule.
     *
     * @throws IllegalArgumentException where it names a stage or a cipher suite that there is not
     */
    void check(Rule rule) {
        rule.stages().checkAmong(addedStages());
        suites(rule).forEach(CipherSuites::check);
    }

    /**
     * Checks rules that may have been read from settings, where it reports the same, with the key that names it where
     * that is known.
     */
    void check(List<Rule> rules, Settings settings) {
        List<Stage> added = addedStages();
        for (Rule rule : rules) {
            try {
                rule.stages().checkAmong(added);
            } catch (IllegalArgumentException e) {
                settings.report(rule.name() + ".on", error(settings.get(rule.name() + ".on"), rule, e));
            }
            suites(rule).forEach(suite -> check(suite, rule, settings));
        }
    }

    private static void check(String suite, Rule rule, Settings settings) {
        try {
            CipherSuites.check(suite);
        } catch (IllegalArgumentException e) {
            Optional<Setting> where = settings.under(rule.name()).entries().stream()
                    .filter(setting -> setting.value().contains(suite))
                    .findFirst();
            settings.report(rule.name() + ".answer", error(where, rule, e));
        }
    }

    /** Reads stages; each is one of those that there are. */
    Stages stages(String text) {
        Stages stages = new Stages(Values.list(text).stream().map(Stage::new).toList());
        stages.checkAmong(addedStages());
        return stages;
    }

    private List<Stage> addedStages() {
        return handlers.stream().map(CommandHandler::stage).toList();
    }

    private static List<String> suites(Rule rule) {
        List<String> suites = new ArrayList<>();
        rule.answers().all().forEach(answer -> {
            for (Step step : answer.steps()) {
                if (step instanceof Alteration.TlsOnly only && only.isCipherSuite()) {
                    suites.add(only.versionOrCipher());
                }
            }
        });
        return suites;
    }

    private static SettingException error(Optional<Setting> where, Rule rule, IllegalArgumentException e) {
        SettingException error = where.map(setting -> setting.error(Reason.of(e)))
                .orElseGet(() -> new SettingException("rule " + rule.name() + ": " + Reason.of(e)));
        error.initCause(e);
        return error;
    }
}
