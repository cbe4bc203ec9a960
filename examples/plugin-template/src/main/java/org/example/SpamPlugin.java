package org.example;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;

public final class SpamPlugin implements Plugin {
    @Override
    public String name() {
        return "spam";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        String word = settings.text("word", "lottery");
        hooks.answer(Stage.MESSAGE, exchange -> {
            String text = exchange.message().orElseThrow().content().text();
            return text.contains(word) ? Answer.reply(554, "5.7.1", "No " + word) : Answer.proceed();
        });
    }
}
