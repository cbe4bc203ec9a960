package org.fakesmtp.api;

/**
 * One setting as the user gave it.
 *
 * @param key the full key: {@code reject.no-such-user.on}
 * @param value the value after unescaping; may be empty
 * @param origin where it stands: {@code fakesmtp.properties:12}, {@code --set}, {@code environment variable
 * FAKESMTP_CONF_SEED}
 */
public record Setting(String key, String value, String origin) {

    /** @throws IllegalArgumentException where the key or the origin is blank */
    public Setting {
        if (key.isBlank() || origin.isBlank()) {
            throw new IllegalArgumentException(
                    "a setting has a key and an origin, not '" + key + "' from '" + origin + "'");
        }
    }

    /** An error about this setting: {@code fakesmtp.properties:12: reject.no-such-user.on: } and what is wrong. */
    public SettingException error(String what) {
        return new SettingException(origin + ": " + key + ": " + what);
    }
}
