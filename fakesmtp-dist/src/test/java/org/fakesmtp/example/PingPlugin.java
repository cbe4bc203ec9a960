package org.fakesmtp.example;

import java.util.Optional;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Stage;
import org.fakesmtp.protocol.CommandContext;
import org.fakesmtp.protocol.CommandHandler;

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
            public Answer proceed(CommandContext context) {
                return Answer.reply(250, "2.0.0", "pong " + context.argument());
            }
        });
    }
}
