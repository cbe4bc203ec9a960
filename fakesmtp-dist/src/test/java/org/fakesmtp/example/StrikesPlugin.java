package org.fakesmtp.example;

import java.time.Duration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;

/** Code that decides at a stage, and remembers something for the session. */
public final class StrikesPlugin implements Plugin {

    @Override
    public String name() {
        return "strikes";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        int most = settings.number("most", 3);
        Duration penalty = settings.duration("penalty", Duration.ofSeconds(1));

        hooks.answer(Stage.UNKNOWN, exchange -> {
            int strikes =
                    exchange.attributes().get("strikes.count", Integer.class).orElse(0) + 1;
            exchange.attributes().put("strikes.count", strikes);
            return strikes < most
                    ? Answer.pause(penalty).then(Answer.proceed())
                    : Answer.reply(421, "4.7.0", "You are out").then(Answer.close());
        });
    }
}
