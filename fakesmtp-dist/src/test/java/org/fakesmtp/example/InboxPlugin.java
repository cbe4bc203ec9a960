package org.fakesmtp.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.api.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Settings;

/** Takes messages. */
public final class InboxPlugin implements Plugin {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        int most = settings.number("most", 100);

        hooks.deliver(message -> {
            if (messages.size() >= most) {
                return Delivery.refused(Reply.of(452, "4.2.2", "The inbox is full"));
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            message.content().writeTo(content);
            messages.add(message.envelope().reversePath() + "\n" + content.toString(UTF_8));
            return Delivery.taken();
        });
    }

    /** What was taken. */
    public List<String> messages() {
        return List.copyOf(messages);
    }
}
