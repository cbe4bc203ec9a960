package org.fakesmtp.example;

import java.util.Optional;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.CommandSession;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;

/** Adds a command. */
public final class PingPlugin implements Plugin {

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.command(new CommandHandler() {
            @Override
            public Stage stage() {
                return new Stage("XPING");
            }

            @Override
            public Optional<String> ehloLine() {
                return Optional.of("XPING");
            }

            @Override
            public Answer proceed(CommandSession session) {
                return Answer.reply(250, "2.0.0", "pong " + session.argument());
            }
        });
    }
}
