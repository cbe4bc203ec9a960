package org.fakesmtp.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.internal.Nearest;

/**
 * Reads the values that stand in a properties file. Every method throws {@link IllegalArgumentException} with a text
 * for the user that shows the value and the right form.
 */
public final class Values {

    private static final Measure DURATION = new Measure(
            "duration",
            "250ms, 2s, 5m or 1h",
            Duration.ofDays(365).toMillis(),
            List.of(
                    new Measure.Unit("ms", 1),
                    new Measure.Unit("s", 1_000),
                    new Measure.Unit("m", 60_000),
                    new Measure.Unit("h", 3_600_000)));
    private static final Measure SIZE = new Measure(
            "size",
            "512B, 64KB or 10MB",
            1L << 50,
            List.of(
                    new Measure.Unit("B", 1),
                    new Measure.Unit("KB", 1L << 10),
                    new Measure.Unit("MB", 1L << 20),
                    new Measure.Unit("GB", 1L << 30)));
    private static final Measure RATE = new Measure(
            "rate",
            "100B/s, 64KB/s or 10MB/s",
            1L << 40,
            List.of(
                    new Measure.Unit("B/s", 1),
                    new Measure.Unit("KB/s", 1L << 10),
                    new Measure.Unit("MB/s", 1L << 20)));
    private static final Pattern PER_CENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,9})?%");
    private static final Pattern LOG_NORMAL =
            Pattern.compile("lognormal\\(\\s*([0-9a-z]+)\\s*,\\s*([0-9]{1,3}(?:\\.[0-9]{1,9})?)\\s*\\)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private Values() {}

    /** Reads {@code 250ms}, {@code 2s}, {@code 5m}, {@code 1h} or {@code 0}; at most a year. */
    public static Duration duration(String text) {
        return Duration.ofMillis(DURATION.parse(text));
    }

    /** Reads {@code 1s..5s}, or a single duration, which is both ends of its range. */
    public static DurationRange durationRange(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return new DurationRange(duration(text), duration(text));
        }
        return new DurationRange(
                duration(text.substring(0, dots).strip()),
                duration(text.substring(dots + 2).strip()));
    }

    /** Reads a single duration, a range as {@code 1s..5s}, or {@code lognormal(200ms, 0.5)}: a median and how far the durations spread. */
    public static Durations durations(String text) {
        Matcher matcher = LOG_NORMAL.matcher(text);
        return matcher.matches()
                ? new LogNormal(duration(matcher.group(1)), Double.parseDouble(matcher.group(2)))
                : durationRange(text);
    }

    /** A duration as it is written: {@code 250ms}, {@code 2s}, {@code 5m} or {@code 1h}. What is below a millisecond is cut. */
    public static String written(Duration time) {
        return DURATION.written(time.toMillis());
    }

    /** A number of octets as it is written: {@code 512B}, {@code 64KB} or {@code 10MB}. */
    public static String writtenSize(long octets) {
        return SIZE.written(octets);
    }

    /**
     * Reads {@code 512B}, {@code 64KB}, {@code 10MB}, {@code 1GB} or {@code 0} as a number of octets; a KB has 1024, at
     * most 1048576GB.
     */
    public static long size(String text) {
        return SIZE.parse(text);
    }

    /** Reads {@code 100B/s}, {@code 64KB/s}, {@code 10MB/s} or {@code 0} as octets a second; a KB has 1024, at most 1048576MB/s. */
    public static long rate(String text) {
        return RATE.parse(text);
    }

    /** Reads {@code 30%} or {@code 0.5%} as a share: 0.0 to 1.0. */
    public static double perCent(String text) {
        double share =
                PER_CENT.matcher(text).matches() ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100 : 2;
        if (share > 1) {
            throw new IllegalArgumentException("'" + text + "' is no share such as 30%, from 0% to 100%");
        }
        return share;
    }

    /** Reads a whole number from 0 to 2147483647. */
    public static int number(String text) {
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + text + "' is no whole number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** Reads {@code on} or {@code off}. */
    public static boolean flag(String text) {
        if (!text.equals("on") && !text.equals("off")) {
            throw new IllegalArgumentException("'" + text + "' is neither on nor off");
        }
        return text.equals("on");
    }

    /** Reads the name of a constant in small letters, with {@code -} for {@code _}. */
    public static <E extends Enum<E>> E choice(String text, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is none of " + String.join(", ", names) + Nearest.hint(text, names));
    }

    /** Reads items with commas between them; blanks around an item are cut. A blank text is an empty list. */
    public static List<String> list(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (text.indexOf(',') < 0) {
            return List.of(text.strip());
        }
        List<String> items =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (items.contains("")) {
            throw new IllegalArgumentException("'" + text + "' has a comma with nothing before or after it");
        }
        return items;
    }
}
