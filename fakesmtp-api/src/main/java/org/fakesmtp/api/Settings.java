package org.fakesmtp.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Settings under a prefix, in the order in which the user gave them. A plugin {@code reject} sees those under {@code
 * reject.}, and asks for them without that prefix. Whoever asks for a key makes it known: what is set and was never
 * asked for is reported by {@link #unknown()}. Every getter throws a {@link SettingException} that names the origin,
 * the key, the value and the right form where a value is wrong. Not safe for threads.
 *
 * <pre>{@code
 * int most = settings.number("most", 100);
 * Duration time = settings.duration("time", Duration.ofSeconds(5));
 * List<String> domains = settings.list("domains");
 * Optional<Pattern> pattern = settings.value("pattern", Pattern::compile);
 * }</pre>
 */
public final class Settings {

    private final Map<String, Setting> all;
    private final Set<String> asked;
    private final String prefix;
    private final Optional<Settings> general;

    private Settings(Map<String, Setting> all, Set<String> asked, String prefix, Optional<Settings> general) {
        this.all = all;
        this.asked = asked;
        this.prefix = prefix;
        this.general = general;
    }

    /**
     * Settings in this order.
     *
     * @throws SettingException where a key stands twice
     */
    public static Settings of(List<Setting> settings) {
        Map<String, Setting> byKey = new LinkedHashMap<>();
        for (Setting setting : settings) {
            Setting earlier = byKey.putIfAbsent(setting.key(), setting);
            if (earlier != null) {
                throw setting.error("is set already by " + earlier.origin());
            }
        }
        return new Settings(byKey, new LinkedHashSet<>(), "", Optional.empty());
    }

    /**
     * Settings that a program gives, in the order of the map: full key to value. Errors name {@code settings} as their
     * origin.
     */
    public static Settings of(Map<String, String> values) {
        List<Setting> settings = new ArrayList<>();
        values.forEach((key, value) -> settings.add(new Setting(key, value, "settings")));
        return of(settings);
    }

    /**
     * Those of these settings whose keys begin with the prefix and a dot. What is asked there is known here as well.
     */
    public Settings under(String furtherPrefix) {
        return new Settings(all, asked, prefix + furtherPrefix + '.', Optional.empty());
    }

    /** The setting of a key; empty where it is not set, here or in the general ones of {@link #over}. */
    public Optional<Setting> get(String key) {
        asked.add(prefix + key);
        Optional<Setting> otherwise = general.flatMap(settings -> settings.get(key));
        return Optional.ofNullable(all.get(prefix + key)).or(() -> otherwise);
    }

    /** These settings, and where they lack a key the general ones: a listener's over those of all. What is asked for is known in both. */
    public Settings over(Settings others) {
        return new Settings(all, asked, prefix, Optional.of(others));
    }

    /**
     * The value as it reads once parsed; the message of an {@link IllegalArgumentException} of the parser becomes that
     * of the error.
     */
    public <T> Optional<T> value(String key, Function<String, T> parser) {
        return get(key).map(setting -> parsed(setting, parser));
    }

    /** The value as it is, which may be empty; none where the key is not set. */
    public Optional<String> text(String key) {
        return get(key).map(Setting::value);
    }

    /** The value as it is, or {@code otherwise} where the key is not set. */
    public String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** Whether {@code on} or {@code off} is set. */
    public boolean flag(String key, boolean otherwise) {
        return value(key, Values::flag).orElse(otherwise);
    }

    /** A whole number, not negative. */
    public int number(String key, int otherwise) {
        return value(key, Values::number).orElse(otherwise);
    }

    /** A number of octets, as {@code 512B}, {@code 64KB}, {@code 10MB} or {@code 0}; a KB has 1024. */
    public long size(String key, long otherwiseOctets) {
        return value(key, Values::size).orElse(otherwiseOctets);
    }

    /** Octets a second, as {@code 100B/s}, {@code 64KB/s}, {@code 10MB/s} or {@code 0}; a KB has 1024. */
    public long rate(String key, long otherwiseOctetsPerSecond) {
        return value(key, Values::rate).orElse(otherwiseOctetsPerSecond);
    }

    /** A time, as {@code 250ms}, {@code 2s}, {@code 5m}, {@code 1h} or {@code 0}. */
    public Duration duration(String key, Duration otherwise) {
        return value(key, Values::duration).orElse(otherwise);
    }

    /** One of the constants of an enumeration, written in small letters with {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        return value(key, text -> Values.choice(text, otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }

    /** The items of a list with commas; empty where it is blank or not set. */
    public List<String> list(String key) {
        return value(key, Values::list).orElse(List.of());
    }

    /**
     * The distinct first segments of the keys here, in the order in which they first occur: the names of rules. Makes
     * no key known.
     */
    public List<String> names() {
        return entries().stream()
                .map(setting -> setting.key().substring(prefix.length()).split("\\.", 2)[0])
                .distinct()
                .toList();
    }

    /** All settings here, in order, with their full keys. Makes no key known: {@link #get} those that are. */
    public List<Setting> entries() {
        return all.values().stream()
                .filter(setting -> setting.key().startsWith(prefix))
                .toList();
    }

    /** The full keys that were asked for so far, under whatever prefix, set or not: what is known. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** An error for each setting here that nobody has asked for yet, with the nearest key that somebody has. */
    public List<SettingException> unknown() {
        return entries().stream()
                .filter(setting -> !asked.contains(setting.key()))
                .map(setting -> setting.error("unknown key" + Nearest.hint(setting.key(), asked)))
                .toList();
    }

    private static <T> T parsed(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.value());
        } catch (IllegalArgumentException e) {
            SettingException error = setting.error(Reason.of(e));
            error.initCause(e);
            throw error;
        }
    }
}
