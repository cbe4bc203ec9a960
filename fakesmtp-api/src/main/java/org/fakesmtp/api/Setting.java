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

    /** What is said of a longer value than this is cut in the middle. */
    private static final int LONGEST = 1000;

    /** @throws IllegalArgumentException where the key or the origin is blank */
    public Setting {
        if (key.isBlank() || origin.isBlank()) {
            throw new IllegalArgumentException(
                    "a setting has a key and an origin, not '" + key + "' from '" + origin + "'");
        }
    }

    /**
     * An error about this setting: {@code fakesmtp.properties:12: reject.no-such-user.on: } and what is wrong, on
     * one line. An option of the command line that has the name of the key stands for it.
     */
    public SettingException error(String what) {
        String place = origin.equals("--" + key) ? origin : origin + ": " + shortened(key);
        return new SettingException(Printable.text(place + ": " + shortened(what)));
    }

    private static String shortened(String text) {
        int half = LONGEST / 2;
        return text.length() <= LONGEST
                ? text
                : text.substring(0, half) + " ... " + text.substring(text.length() - half);
    }
}
