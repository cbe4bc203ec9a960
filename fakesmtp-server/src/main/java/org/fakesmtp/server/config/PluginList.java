package org.fakesmtp.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.Values;

/** The names of the plugins to install, in order and without doubles, each with the setting that named it. */
final class PluginList {

    static final String REPLACE = "plugins";
    static final String ADD = "plugins.add";

    private final Map<String, Setting> names = new LinkedHashMap<>();

    /** Takes {@code plugins}: only these. */
    void replace(Setting setting) {
        names.clear();
        add(setting);
    }

    /** Takes {@code plugins.add}: these as well. */
    void add(Setting setting) {
        for (String name : items(setting)) {
            names.putIfAbsent(name, new Setting(setting.key(), name, setting.origin()));
        }
    }

    Set<String> all() {
        return Set.copyOf(names.keySet());
    }

    List<Setting> names() {
        return List.copyOf(names.values());
    }

    /** The whole list as a setting. */
    Setting joined(String origin) {
        return new Setting(REPLACE, String.join(", ", names.keySet()), origin);
    }

    private static List<String> items(Setting setting) {
        try {
            return Values.list(setting.value());
        } catch (IllegalArgumentException e) {
            throw setting.error(Reason.of(e));
        }
    }
}
