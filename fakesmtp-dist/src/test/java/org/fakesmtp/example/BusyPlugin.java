package org.fakesmtp.example;

import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.setting.Settings;

/** A fixed rule in code, and rules in the properties file. */
public final class BusyPlugin implements Plugin {

    @Override
    public String name() {
        return "busy";
    }

    @Override
    public List<Rule> rules(Settings settings) {
        return RuleReader.of(name(), settings).rules();
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.rule(Rule.named("busy.first-try")
                .on(Stage.MAIL)
                .when("sender", "*@example.org")
                .first(1)
                .per("client")
                .answer(Answer.reply(451, "4.3.2", "Busy, come back later")));
    }
}
