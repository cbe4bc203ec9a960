package org.example;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.text.Printable;

/** Appends a line to a file for each message: when it came, its id, from whom and to whom. */
public final class NotifierPlugin implements Plugin {
    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Path file = Path.of(settings.text("file", "mail.log"));
        hooks.deliver(message -> {
            String who = message.sender() + " " + message.envelope().recipients();
            String line = message.received() + " " + message.id() + " " + Printable.text(who) + "\n";
            Files.writeString(file, line, CREATE, APPEND);
            return Delivery.taken();
        });
    }
}
