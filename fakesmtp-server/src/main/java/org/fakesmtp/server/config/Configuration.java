package org.fakesmtp.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

/** What the user has set, merged from its {@link Layers}. */
public final class Configuration {

    private static final int GUESSES = 100;

    private final List<Setting> merged;
    private final List<Setting> plugins;
    private final Set<String> leftOut;
    private final List<Setting> ignoredVariables;
    private final Settings settings;

    /** @param given the settings by their keys as they were given: {@code listen} may be among them */
    Configuration(
            List<Setting> given,
            List<Setting> plugins,
            List<Layer.Fault> faults,
            Set<String> leftOut,
            List<Setting> ignoredVariables) {
        this.merged = given.stream().map(Merge::inFull).toList();
        this.plugins = plugins;
        this.leftOut = Set.copyOf(leftOut);
        this.ignoredVariables = List.copyOf(ignoredVariables);
        this.settings = Settings.notingErrors(
                Stream.concat(merged.stream(), given.stream().filter(Merge::isShort))
                        .toList());
        faults.forEach(fault -> settings.report(fault.key(), fault.error()));
        List.of(Merge.LISTEN, PluginList.REPLACE, PluginList.ADD).forEach(settings::get);
    }

    /**
     * Every setting once, in the order in which the keys first occur, over all layers. {@code listen} stands under its
     * full key {@code listener.default.address}, and {@code plugins.add} is merged into {@code plugins}.
     */
    public List<Setting> merged() {
        return merged;
    }

    /**
     * The same settings to read from, and {@code listen} beside its full key where it was given; every call returns the
     * same view, which remembers what was asked for.
     */
    public Settings settings() {
        return settings;
    }

    /** A key as it was given: {@code listen} where it stands for the full one. */
    public String given(String key) {
        return key.equals(Merge.LISTEN_IN_FULL) && settings.get(Merge.LISTEN).isPresent() ? Merge.LISTEN : key;
    }

    /** The plugins to install, in order: each name is the value of a setting that says where it was named. */
    public List<Setting> plugins() {
        return plugins;
    }

    /**
     * What is wrong, and what is hardly meant. Call it when the server and every plugin have read their settings.
     *
     * @param installed the names of all plugins that were found, whether they are to be installed or not
     * @param atWork the names of those that are
     */
    public Findings findings(Collection<String> installed, Collection<String> atWork) {
        List<String> warnings = new ArrayList<>();
        for (Setting variable : ignoredVariables) {
            if (isKnown(variable.key(), installed)) {
                warnings.add(Environment.warning(variable));
            }
        }
        Set<String> idle = new TreeSet<>(installed);
        atWork.forEach(idle::remove);
        for (String name : idle) {
            List<Setting> entries = settings.under(name).entries();
            entries.stream()
                    .filter(entry -> !leftOut.contains(entry.key()))
                    .findFirst()
                    .ifPresent(first -> warnings.add(idle(name, first)));
            entries.forEach(entry -> settings.get(entry.key()));
        }
        List<SettingException> unknown = settings.unknown();
        if (!unknown.isEmpty()) {
            guessPrefixes(installed, atWork);
            unknown = settings.unknown();
        }
        List<SettingException> errors = new ArrayList<>(settings.errors());
        errors.addAll(unknown);
        return new Findings(errors, warnings);
    }

    /**
     * Reports the keys that begin as no key does and are far from each that somebody asked for, such as those of
     * rules: the first {@value #GUESSES} of them, since each is compared with all that are known.
     */
    private void guessPrefixes(Collection<String> installed, Collection<String> atWork) {
        List<Setting> unknown = settings.entries().stream()
                .filter(entry -> !settings.asked().contains(entry.key()) && !settings.isWrong(entry.key()))
                .limit(GUESSES)
                .toList();
        Set<String> prefixes = new TreeSet<>(installed);
        prefixes.addAll(atWork);
        settings.asked().stream()
                .filter(key -> key.contains("."))
                .map(Configuration::prefix)
                .forEach(prefixes::add);
        for (Setting entry : unknown) {
            String prefix = prefix(entry.key());
            if (!prefixes.contains(prefix)
                    && Nearest.among(entry.key(), settings.asked()).isEmpty()) {
                Nearest.among(prefix, prefixes)
                        .map(near -> near + entry.key().substring(prefix.length()))
                        .ifPresent(near ->
                                settings.report(entry.key(), entry.error("unknown key, did you mean " + near + "?")));
            }
        }
    }

    private static String prefix(String key) {
        return key.split("\\.", 2)[0];
    }

    /** Whether a key is one that somebody asked for, or like one of a rule. */
    private boolean isKnown(String key, Collection<String> installed) {
        String[] segments = key.split("\\.", 3);
        return settings.asked().contains(key) || (segments.length == 3 && installed.contains(segments[0]));
    }

    private static String idle(String plugin, Setting first) {
        return first.origin() + ": " + first.key() + ": has no effect, the plugin '" + plugin
                + "' is not in the list; plugins.add = " + plugin + " puts it there";
    }

    /**
     * What is wrong and what is hardly meant, each with its origin and its key.
     *
     * @param errors all that is wrong, a key that nobody knows too, to be reported together before any port is bound
     * @param warnings one for each plugin that has settings but is not at work, unless a stronger place has left it out
     *     of the list, and one for each variable of the environment that lacks a part of its name
     */
    public record Findings(List<SettingException> errors, List<String> warnings) {

        /** Keeps copies of the lists. */
        public Findings {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }

        /**
         * Passes if nothing is wrong.
         *
         * @throws SettingException if something is wrong, with a line for each thing
         */
        public void check() {
            if (!errors.isEmpty()) {
                throw SettingException.joined(errors);
            }
        }
    }
}
