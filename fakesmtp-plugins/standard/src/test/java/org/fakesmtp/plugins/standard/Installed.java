package org.fakesmtp.plugins.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Stage;
import org.fakesmtp.protocol.CommandHandler;
import org.fakesmtp.rule.Rule;

/** What a plugin registered when it was installed. */
public final class Installed implements Hooks {

    public final List<MessageSink> sinks = new ArrayList<>();
    public final List<SessionObserver> observers = new ArrayList<>();

    /** Installs a plugin with these settings; the keys are full ones. */
    public static Installed install(Plugin plugin, Map<String, String> settings) {
        Installed installed = new Installed();
        Settings all = Settings.of(settings);
        plugin.install(all.under(plugin.name()), installed);
        if (!all.unknown().isEmpty()) {
            throw all.unknown().get(0);
        }
        return installed;
    }

    @Override
    public void rule(Rule rule) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void answer(Stage stage, Answerer answerer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deliver(MessageSink sink) {
        sinks.add(sink);
    }

    @Override
    public void observe(SessionObserver observer) {
        observers.add(observer);
    }

    @Override
    public void command(CommandHandler handler) {
        throw new UnsupportedOperationException();
    }
}
