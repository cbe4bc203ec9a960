package org.example;

import java.time.Duration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.KeyedState;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Scope;
import org.fakesmtp.setting.Settings;

/** Takes longer over each recipient that comes from the same address. */
public final class TarpitPlugin implements Plugin {
    @Override
    public String name() {
        return "tarpit";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Duration step = settings.duration("step", Duration.ofSeconds(1));
        int most = settings.number("most", 30);
        Scope scope = Scope.read(settings, Stage.RCPT, "client");
        KeyedState<Integer> counts = KeyedState.lasting(10_000, Duration.ofHours(1), hooks.clock());
        hooks.answer(Stage.RCPT, exchange -> scope.key(exchange)
                .map(key -> counts.update(key, before -> Math.min(most, before.orElse(0) + 1)))
                .map(steps -> Answer.pause(step.multipliedBy(steps)).then(Answer.proceed()))
                .orElse(Answer.proceed()));
    }
}
