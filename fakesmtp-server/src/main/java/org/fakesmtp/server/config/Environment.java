package org.fakesmtp.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * Settings from environment variables: {@code FAKESMTP_CONF_SPOOL_DIRECTORY} is {@code spool.directory}, and
 * {@code FAKESMTP_CONF_REJECT_NO__SUCH__USER_ON} is {@code reject.no-such-user.on}. All other variables are ignored;
 * those that begin with {@code FAKESMTP_} may be meant to be settings.
 */
final class Environment {

    private static final String NAME = "FAKESMTP_";
    private static final String PREFIX = NAME + "CONF_";

    private Environment() {}

    /** The settings among these variables, in the order of their names, and what cannot be the name of a key. */
    static Layer settings(Map<String, String> variables) {
        List<Setting> settings = new ArrayList<>();
        List<Layer.Fault> faults = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && isKey(name.substring(PREFIX.length()))) {
                settings.add(new Setting(key(name.substring(PREFIX.length())), value, origin(name)));
            } else if (name.startsWith(PREFIX)) {
                faults.add(new Layer.Fault(
                        "",
                        new SettingException(origin(name)
                                + ": is no key: write it in capitals, '_' for '.' and '__' for '-', such as "
                                + PREFIX + "SPOOL_DIRECTORY")));
            }
        });
        return new Layer(settings, faults);
    }

    /** The ignored variables that begin with {@code FAKESMTP_}, as settings with the keys that they may stand for. */
    static List<Setting> ignored(Map<String, String> variables) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .filter(one -> one.getKey().startsWith(NAME))
                        .filter(one -> !one.getKey().startsWith(PREFIX))
                        .filter(one -> isKey(one.getKey().substring(NAME.length())))
                        .map(one -> new Setting(
                                key(one.getKey().substring(NAME.length())), one.getValue(), origin(one.getKey())))
                        .toList();
    }

    /** What to say of an ignored variable. */
    static String warning(Setting ignored) {
        String name = ignored.origin().substring(origin("").length());
        return ignored.origin() + ": is ignored; " + ignored.key() + " is set by " + PREFIX
                + name.substring(NAME.length());
    }

    private static boolean isKey(String rest) {
        return !rest.isBlank() && rest.equals(rest.toUpperCase(Locale.ROOT));
    }

    private static String key(String rest) {
        return rest.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
    }

    private static String origin(String name) {
        return "environment variable " + name;
    }
}
