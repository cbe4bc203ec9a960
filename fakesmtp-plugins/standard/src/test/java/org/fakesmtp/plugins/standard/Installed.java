package org.fakesmtp.plugins.standard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.Doors;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Schedule;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.dialogue.BareServer;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.Settings;

/** What a plugin registered when it was installed. */
public final class Installed implements Hooks {

    public final List<MessageSink> sinks = new ArrayList<>();
    public final List<SessionObserver> observers = new ArrayList<>();

    private final List<Interceptor> interceptors = new ArrayList<>();
    private final InstantSource clock;
    private final AtomicInteger sessions = new AtomicInteger();

    private Installed(InstantSource clock) {
        this.clock = clock;
    }

    /** Installs a plugin with these settings; the keys are full ones. */
    public static Installed install(Plugin plugin, Map<String, String> settings) {
        return install(plugin, InstantSource.fixed(Instant.EPOCH), settings);
    }

    /** Installs a plugin with these settings on a server of this time. */
    public static Installed install(Plugin plugin, InstantSource clock, Map<String, String> settings) {
        Installed installed = new Installed(clock);
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

    /** A session of a server with the plugin, whose client has said EHLO. */
    public BareSession session() {
        return session(Map.of());
    }

    /** The same with settings of the server. */
    public BareSession session(Map<String, String> server) {
        String id = "s" + sessions.incrementAndGet();
        return BareServer.of(id, Settings.of(server), List.of(), interceptors, observers)
                .connect()
                .receive((server.containsKey("protocol") ? "LHLO" : "EHLO") + " a.test\r\n");
    }

    @Override
    public void answer(Stage stage, Answerer answerer) {
        interceptors.add(new Interceptor.OfCode(stage, answerer));
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

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Schedule schedule() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RandomGenerator random() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Doors doors() {
        throw new UnsupportedOperationException();
    }
}
