package org.fakesmtp.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Settings;

/** A sink that takes every message, and tells of which session each was. */
final class Taking implements Plugin {

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.deliver(message -> {
            messages.add(message);
            return Delivery.taken();
        });
    }

    /** The session of the next message, which is waited for. */
    SessionFacts facts() throws InterruptedException {
        return messages.poll(20, TimeUnit.SECONDS).session();
    }
}
