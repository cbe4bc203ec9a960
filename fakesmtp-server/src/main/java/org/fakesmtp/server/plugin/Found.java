package org.fakesmtp.server.plugin;

import java.util.regex.Pattern;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.SettingException;

/**
 * A plugin that was found.
 *
 * @param name its name, also the prefix of its settings
 * @param plugin not installed yet
 * @param place the jar, or the folder of classes, that it comes from
 */
record Found(String name, Plugin plugin, String place) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    Found {
        if (!NAME.matcher(name).matches()) {
            throw new SettingException(place + ": a plugin is named with a-z, 0-9 and '-' only, not '" + name + "'");
        }
    }
}
