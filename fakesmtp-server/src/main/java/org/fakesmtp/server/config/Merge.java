package org.fakesmtp.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * Puts a stronger layer of settings over those before it: a known key takes the new value in its old place, a new key
 * goes to the end.
 */
final class Merge {

    static final String LISTEN = "listen";
    static final String LISTEN_IN_FULL = "listener.default.address";

    /** The settings as they were given, by their full keys. */
    private final Map<String, Setting> merged = new LinkedHashMap<>();

    private final PluginList plugins = new PluginList();
    private final List<Layer.Fault> faults = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();

    void add(Layer layer) {
        faults.addAll(layer.faults());
        Map<String, Setting> byKey = byKey(layer.settings());
        addPlugins(byKey);
        merged.putAll(byKey);
        leftOut.removeAll(byKey.keySet());
    }

    Configuration configuration(List<Setting> ignoredVariables) {
        return new Configuration(List.copyOf(merged.values()), plugins.names(), faults, leftOut, ignoredVariables);
    }

    private Map<String, Setting> byKey(List<Setting> layer) {
        Map<String, Setting> byKey = new LinkedHashMap<>();
        for (Setting given : layer) {
            Setting earlier = byKey.putIfAbsent(inFull(given).key(), given);
            if (earlier != null) {
                fault(given, given.error("is set already by " + earlier.origin() + shortForm(given, earlier)));
            }
        }
        return byKey;
    }

    private void fault(Setting setting, SettingException error) {
        faults.add(new Layer.Fault(inFull(setting).key(), error));
    }

    /** The setting under its full key. */
    static Setting inFull(Setting setting) {
        return isShort(setting) ? new Setting(LISTEN_IN_FULL, setting.value(), setting.origin()) : setting;
    }

    static boolean isShort(Setting setting) {
        return setting.key().equals(LISTEN);
    }

    private static String shortForm(Setting one, Setting other) {
        return one.key().equals(other.key()) ? "" : ", since " + LISTEN + " is short for " + LISTEN_IN_FULL;
    }

    private void addPlugins(Map<String, Setting> layer) {
        Setting only = layer.get(PluginList.REPLACE);
        if (only != null) {
            take(only, plugins::replace);
        }
        Setting more = layer.remove(PluginList.ADD);
        if (more != null) {
            take(more, plugins::add);
            layer.put(PluginList.REPLACE, plugins.joined(more.origin()));
        }
    }

    /** Takes names of plugins. What weaker places set for one that is in the list no more was for that list. */
    private void take(Setting setting, Consumer<Setting> taking) {
        Set<String> before = plugins.all();
        try {
            taking.accept(setting);
        } catch (SettingException e) {
            fault(setting, e);
        }
        Set<String> dropped = new HashSet<>(before);
        dropped.removeAll(plugins.all());
        if (!dropped.isEmpty()) {
            merged.keySet().stream()
                    .filter(key -> dropped.contains(key.split("\\.", 2)[0]))
                    .forEach(leftOut::add);
        }
    }
}
