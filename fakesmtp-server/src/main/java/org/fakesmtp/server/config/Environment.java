package org.fakesmtp.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;

/**
 * Settings from environment variables: {@code FAKESMTP_CONF_SPOOL_DIRECTORY} is {@code spool.directory}, and
 * {@code FAKESMTP_CONF_REJECT_NO__SUCH__USER_ON} is {@code reject.no-such-user.on}. All other variables are ignored.
 */
final class Environment {

    private static final String PREFIX = "FAKESMTP_CONF_";

    private Environment() {}

    /**
     * The settings among these variables, in the order of their names.
     *
     * @throws SettingException with a line for each variable that cannot be the name of a key
     */
    static List<Setting> settings(Map<String, String> variables) {
        List<Setting> settings = new ArrayList<>();
        List<SettingException> errors = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && isKey(name.substring(PREFIX.length()))) {
                settings.add(setting(name, value));
            } else if (name.startsWith(PREFIX)) {
                errors.add(new SettingException(
                        origin(name) + ": is no key: write it in capitals, '_' for '.' and '__' for '-', such as "
                                + PREFIX + "SPOOL_DIRECTORY"));
            }
        });
        if (!errors.isEmpty()) {
            throw SettingException.joined(errors);
        }
        return settings;
    }

    private static boolean isKey(String rest) {
        return !rest.isEmpty() && rest.equals(rest.toUpperCase(Locale.ROOT));
    }

    private static Setting setting(String name, String value) {
        String key = name.substring(PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace("__", "-")
                .replace('_', '.');
        return new Setting(key, value, origin(name));
    }

    private static String origin(String name) {
        return "environment variable " + name;
    }
}
