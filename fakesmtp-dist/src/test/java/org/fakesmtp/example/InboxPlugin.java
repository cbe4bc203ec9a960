package org.fakesmtp.example;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Settings;

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
            String text = message.content().text();
            messages.add(message.envelope().reversePath() + "\n" + text);
            return Delivery.taken();
        });
    }

    /** What was taken. */
    public List<String> messages() {
        return List.copyOf(messages);
    }
}
