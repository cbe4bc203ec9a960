package org.fakesmtp.example;

import java.time.Duration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.KeyedState;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;

/** Gives each client so many messages a day. */
final class AllowancePlugin implements Plugin {

    @Override
    public String name() {
        return "allowance";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        int most = settings.number("most", 100);
        KeyedState<Integer> messages = KeyedState.lasting(10_000, Duration.ofHours(24), hooks.clock());
        hooks.answer(Stage.MAIL, Answerer.atOnce(exchange -> {
            int sent = messages.update(exchange.session().clientAddress(), before -> before.orElse(0) + 1);
            return sent <= most ? Answer.proceed() : Answer.reply(452, "4.7.1", "Enough for today");
        }));
    }
}
