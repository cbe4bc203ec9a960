package org.fakesmtp.example;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.setting.Settings;

/** Rules in code, and rules of the plugin's own in the properties file. */
public final class BusyPlugin implements Plugin {

    @Override
    public String name() {
        return "busy";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.rule(Rule.named("busy.first-try")
                .on(Stage.MAIL)
                .when("sender", "*@example.org")
                .first(1)
                .per("client")
                .answer(Answer.reply(451, "4.3.2", "Busy, come back later")));

        RuleReader.of(name(), settings).rules().forEach(hooks::rule);
    }
}
