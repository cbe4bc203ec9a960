package org.fakesmtp.setting;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.text.Printable;

/**
 * One setting as the user gave it.
 *
 * @param key the full key: {@code reject.no-such-user.on}
 * @param value the value after unescaping; may be empty
 * @param origin where it stands: {@code fakesmtp.properties:12}, {@code --set}, {@code environment variable
 * FAKESMTP_CONF_SEED}
 */
public record Setting(String key, String value, String origin) {

    private static final Pattern IN_FILE = Pattern.compile("(.+):[0-9]+");

    /** What is said of a longer value than this is cut in the middle. */
    private static final int LONGEST = 1000;

    /** @throws IllegalArgumentException where the key or the origin is blank */
    public Setting {
        if (key.isBlank() || origin.isBlank()) {
            throw new IllegalArgumentException(
                    "a setting has a key and an origin, not '" + key + "' from '" + origin + "'");
        }
    }

    /** The directory of the file that has the setting; the working directory for a setting from elsewhere. */
    public Path directory() {
        Matcher matcher = IN_FILE.matcher(origin);
        Path file = matcher.matches() ? Path.of(matcher.group(1)) : Path.of("");
        return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
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
