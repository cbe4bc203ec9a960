package org.fakesmtp.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.protocol.Containment;
import org.fakesmtp.protocol.ReplyCatalogue;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.server.config.Configuration;
import org.fakesmtp.server.config.FileStamp;
import org.fakesmtp.server.config.Layers;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts changed settings into force while the server runs: rules and replies. All is read and checked before anything changes. */
final class Reloading {

    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final String REPLY = "reply.";

    /**
     * Where the settings come from.
     *
     * @param layers reads them, each time anew
     * @param configuration what it read
     * @param files the files among them, as they were just before
     */
    record Source(Consumer<Layers> layers, Configuration configuration, Map<Path, FileStamp> files) {

        static Source read(Consumer<Layers> from) {
            Layers layers = new Layers();
            from.accept(layers);
            return new Source(from, layers.mergeNotingErrors(), layers.files());
        }
    }

    private final Source source;
    private final Map<String, ServerSettings.Listener> listeners;
    private final OrderedRules ordered;
    private final List<Plugin> plugins;
    private final Collection<String> installed;
    private final RuleBook book;
    private final Behaviours behaviours;

    /** The warnings that were logged: none is told twice. */
    private final Set<String> told;

    Reloading(
            Source source,
            Map<String, ServerSettings.Listener> listeners,
            OrderedRules ordered,
            InstalledPlugins plugins,
            RuleBook book,
            Behaviours behaviours,
            List<String> told) {
        this.source = source;
        this.listeners = listeners;
        this.ordered = ordered;
        this.plugins = plugins.all();
        this.installed = plugins.loader().installed();
        this.book = book;
        this.behaviours = behaviours;
        this.told = new HashSet<>(told);
    }

    Map<Path, FileStamp> files() {
        return source.files();
    }

    /** Reads again what was read at the start, and logs what comes of it. */
    void attempt() {
        try {
            Reload done = reload();
            LOG.info("the settings are read again, their rules are in force");
            done.warnings().stream().filter(told::add).forEach(LOG::warn);
            done.restart().forEach(key -> LOG.warn("{} has changed, which needs a restart", key));
        } catch (SettingException e) {
            String.valueOf(e.getMessage()).lines().forEach(LOG::error);
            LOG.error("the settings are wrong, the old rules stay in force");
        } catch (Throwable e) {
            Containment.check(e);
            LOG.error("the settings cannot be read again, the old rules stay in force", e);
        }
    }

    Reload reload() {
        return reload(source.layers());
    }

    synchronized Reload reload(Consumer<Layers> from) {
        Configuration configuration = Source.read(from).configuration();
        Settings settings = configuration.settings();
        ServerSettings.read(settings);
        Map<String, ServerSettings.Listener> replying = replying(settings);
        Map<String, List<Rule>> rules = rules(settings);
        List<String> warnings = check(configuration);
        rules.values().forEach(some -> some.forEach(rule -> warnings.addAll(OrderedRules.warnings(rule))));

        behaviours.reply(replying);
        book.order(rules);
        return new Reload(restart(configuration), warnings.stream().distinct().toList());
    }

    private Map<String, ServerSettings.Listener> replying(Settings settings) {
        Map<String, ServerSettings.Listener> replying = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> replying.put(
                name, listener.replying(ReplyCatalogue.read(settings.under("reply"), listener.protocol()))));
        return replying;
    }

    private Map<String, List<Rule>> rules(Settings settings) {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        plugins.forEach(plugin -> rules.put(plugin.name(), ordered.readAgain(plugin, settings)));
        return rules;
    }

    /** Refuses keys that nobody knows; those that the plugins asked for at the start are known. */
    private List<String> check(Configuration configuration) {
        Settings settings = configuration.settings();
        source.configuration().settings().asked().forEach(settings::get);
        settings.entries().stream()
                .map(Setting::key)
                .filter(this::isOfIdlePlugin)
                .forEach(settings::get);
        Configuration.Findings findings = configuration.findings(
                installed, plugins.stream().map(Plugin::name).toList());
        findings.check();
        return new ArrayList<>(findings.warnings());
    }

    private List<String> restart(Configuration configuration) {
        Map<String, String> before = values(source.configuration());
        Map<String, String> after = values(configuration);
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .filter(key -> !key.startsWith(REPLY) && !ordered.has(key) && !isOfIdlePlugin(key))
                .map(configuration::given)
                .toList();
    }

    private static Map<String, String> values(Configuration configuration) {
        return configuration.merged().stream()
                .collect(Collectors.toMap(Setting::key, Setting::value, (one, other) -> one, LinkedHashMap::new));
    }

    /** Whether a key belongs to a plugin that was not started. */
    private boolean isOfIdlePlugin(String key) {
        String prefix = key.split("\\.", 2)[0];
        return installed.contains(prefix)
                && plugins.stream().noneMatch(plugin -> plugin.name().equals(prefix));
    }
}
