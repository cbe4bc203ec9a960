package org.fakesmtp.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.api.Settings;

/** What the user has set, merged from its {@link Layers}. */
public final class Configuration {

    private final List<Setting> merged;
    private final List<Setting> plugins;
    private final Settings settings;

    Configuration(List<Setting> merged, List<Setting> plugins) {
        this.merged = merged;
        this.plugins = plugins;
        this.settings = Settings.of(merged);
        List.of("listen", PluginList.REPLACE, PluginList.ADD).forEach(settings::get);
    }

    /**
     * Every setting once, in the order in which the keys first occur, over all layers. {@code listen} stands under its
     * full key {@code listener.default.address}, and {@code plugins.add} is merged into {@code plugins}.
     */
    public List<Setting> merged() {
        return merged;
    }

    /** The same settings to read from; every call returns the same view, which remembers what was asked for. */
    public Settings settings() {
        return settings;
    }

    /** The plugins to install, in order: each name is the value of a setting that says where it was named. */
    public List<Setting> plugins() {
        return plugins;
    }

    /**
     * What is set and was asked for by nobody. Call it when the server and every plugin have read their settings.
     *
     * @param installed the names of all plugins that were found, whether they are to be installed or not
     */
    public Unknown unknown(Collection<String> installed) {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(installed)) {
            List<Setting> entries =
                    isListed(name) ? List.of() : settings.under(name).entries();
            entries.stream().findFirst().ifPresent(first -> warnings.add(idle(name, first)));
            entries.forEach(entry -> settings.get(entry.key()));
        }
        return new Unknown(settings.unknown(), warnings);
    }

    private boolean isListed(String name) {
        return plugins.stream().anyMatch(plugin -> plugin.value().equals(name));
    }

    private static String idle(String plugin, Setting first) {
        return first.origin() + ": " + first.key() + ": has no effect, the plugin '" + plugin
                + "' is not in the list; plugins.add = " + plugin + " puts it there";
    }

    /**
     * What {@link #unknown} found, each with its origin and its key.
     *
     * @param errors one for each key that nobody knows, to be reported together before any port is bound
     * @param warnings one for each plugin that has settings but is not installed
     */
    public record Unknown(List<SettingException> errors, List<String> warnings) {

        /** Keeps copies of the lists. */
        public Unknown {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }
}
