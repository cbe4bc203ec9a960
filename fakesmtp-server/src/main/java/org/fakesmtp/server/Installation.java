package org.fakesmtp.server;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.Doors;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Schedule;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Containment;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.server.config.Configuration;
import org.fakesmtp.server.transport.Deliverer;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

/** What the plugins have registered, in the order of their installation. */
final class Installation {

    private final Counting counting;
    private final InstantSource clock;
    final PluginTimers timers = new PluginTimers();
    final ListenerDoors doors;
    final OrderedRules ordered;
    final List<Section> sections = new ArrayList<>();
    final List<Deliverer.NamedSink> sinks = new ArrayList<>();
    final List<SessionObserver> observers = new ArrayList<>();
    final List<CommandHandler> handlers = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    final RuleCheck check = new RuleCheck(handlers);

    Installation(Counting counting, InstantSource clock, List<String> listeners) {
        this.counting = counting;
        this.clock = clock;
        this.doors = new ListenerDoors(listeners);
        this.ordered = new OrderedRules(check);
    }

    /**
     * Installs the plugins of the list, and then those that a program has added.
     *
     * @param plugins takes them in
     * @throws SettingException with a line for all that is wrong, whoever has read it
     */
    void install(Configuration configuration, InstalledPlugins plugins, List<Plugin> added) {
        Settings settings = configuration.settings();
        for (Setting named : configuration.plugins()) {
            try {
                plugins.loader().load(List.of(named)).forEach(plugin -> install(plugin, settings, plugins));
            } catch (SettingException e) {
                settings.report(named.value() + '.', e);
            }
        }
        added.forEach(plugin -> install(plugin, settings, plugins));
        for (int i = 0; i < sections.size(); i++) {
            List<Rule> rules = sections.get(i).rules().map(ActiveRule::rule).toList();
            ordered.check(plugins.all().get(i), rules, settings);
        }
        Configuration.Findings findings =
                configuration.findings(plugins.loader().installed(), plugins.names());
        findings.check();
        warnings.addAll(findings.warnings());
    }

    private void install(Plugin plugin, Settings settings, InstalledPlugins plugins) {
        plugins.add(plugin);
        PluginHooks hooks = new PluginHooks(plugin);
        List<Rule> rules = ordered.read(plugin, settings);
        rules.forEach(this::warn);
        contain(plugin, settings, () -> plugin.install(settings.under(plugin.name()), hooks));
        sections.add(
                new Section(plugin.name(), rules.stream().map(counting::fresh).toList(), hooks.registered));
    }

    private void warn(Rule rule) {
        warnings.addAll(OrderedRules.warnings(rule));
    }

    /** Runs code of a plugin that reads its settings, and reports what it throws, unless that may come of what was reported already. */
    static void contain(Plugin plugin, Settings settings, Runnable code) {
        try {
            OwnLoader.of(plugin).run(code);
        } catch (SettingException e) {
            report(plugin, settings, e);
        } catch (Throwable e) {
            Containment.check(e);
            SettingException failure =
                    new SettingException("plugin " + plugin.name() + " failed to install: " + Reason.of(e));
            failure.initCause(e);
            report(plugin, settings, failure);
        }
    }

    private static void report(Plugin plugin, Settings settings, SettingException error) {
        if (!settings.isWrong(plugin.name())) {
            settings.report(plugin.name() + '.', error);
        }
    }

    /** The hooks of one plugin. */
    private final class PluginHooks implements Hooks {

        private final String plugin;
        private final OwnLoader loader;
        private final List<Interceptor> registered = new ArrayList<>();

        PluginHooks(Plugin plugin) {
            this.plugin = plugin.name();
            this.loader = OwnLoader.of(plugin);
        }

        @Override
        public void rule(Rule rule) {
            registered.add(new Interceptor.OfRule(counting.fresh(rule)));
            warn(rule);
        }

        @Override
        public void answer(Stage stage, Answerer answerer) {
            registered.add(new Interceptor.OfCode(stage, new NamedAnswerer(plugin, loader, answerer)));
        }

        @Override
        public void deliver(MessageSink sink) {
            sinks.add(new Deliverer.NamedSink(plugin, new LoadedSink(loader, sink)));
        }

        @Override
        public void observe(SessionObserver observer) {
            observers.add(observer);
        }

        @Override
        public void command(CommandHandler handler) {
            handlers.add(handler);
        }

        @Override
        public InstantSource clock() {
            return clock;
        }

        @Override
        public Schedule schedule() {
            return timers.of(plugin, loader);
        }

        @Override
        public RandomGenerator random() {
            return new Random(counting.seed() ^ plugin.hashCode());
        }

        @Override
        public Doors doors() {
            return doors;
        }
    }
}
