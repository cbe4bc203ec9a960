package org.fakesmtp.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.Setting;

/**
 * Puts a stronger layer of settings over those before it: a known key takes the new value in its old place, a new key
 * goes to the end.
 */
final class Merge {

    private static final String LISTEN = "listen";
    private static final String LISTEN_IN_FULL = "listener.default.address";

    private final Map<String, Setting> merged = new LinkedHashMap<>();
    private final PluginList plugins = new PluginList();

    void add(List<Setting> layer) {
        Map<String, Setting> byKey = byKey(layer);
        addPlugins(byKey);
        merged.putAll(byKey);
    }

    Configuration configuration() {
        return new Configuration(List.copyOf(merged.values()), plugins.names());
    }

    private static Map<String, Setting> byKey(List<Setting> layer) {
        Map<String, Setting> byKey = new LinkedHashMap<>();
        for (Setting given : layer) {
            Setting earlier = byKey.putIfAbsent(
                    inFull(given.key()), new Setting(inFull(given.key()), given.value(), given.origin()));
            if (earlier != null) {
                throw given.error("is set already by " + earlier.origin() + shortForm(earlier.key()));
            }
        }
        return byKey;
    }

    private static String inFull(String key) {
        return key.equals(LISTEN) ? LISTEN_IN_FULL : key;
    }

    private static String shortForm(String key) {
        return key.equals(LISTEN_IN_FULL) ? ", since " + LISTEN + " is short for " + LISTEN_IN_FULL : "";
    }

    private void addPlugins(Map<String, Setting> layer) {
        Setting only = layer.get(PluginList.REPLACE);
        if (only != null) {
            plugins.replace(only);
        }
        Setting more = layer.remove(PluginList.ADD);
        if (more != null) {
            plugins.add(more);
            layer.put(PluginList.REPLACE, plugins.joined(more.origin()));
        }
    }
}
