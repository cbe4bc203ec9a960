package org.fakesmtp.example;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.Settings;

/** Refuses every recipient. */
final class NobodyPlugin implements Plugin {

    @Override
    public String name() {
        return "nobody";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.rule(Rule.named("nobody.at-all").on(Stage.RCPT).answer(Answer.reply(550, "5.1.1", "Nobody lives here")));
    }
}
