package org.fakesmtp.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.internal.Reason;

/**
 * Settings under a prefix, in the order in which the user gave them. A plugin {@code reject} sees those under {@code
 * reject.}, and asks for them without that prefix. Whoever asks for a key makes it known: what is set and was never
 * asked for is reported by {@link #unknown()}.
 *
 * <p>Every getter throws a {@link SettingException} that names the origin, the key, the value and the right form where
 * a value is wrong. In a server, where all that is wrong is reported at once, it notes that exception, and goes on as
 * if the key was not set; the server then does not start. {@link #check()} before a plugin opens a file or starts a
 * thread spares it that. Not safe for threads.
 *
 * <pre>{@code
 * int most = settings.number("most", 100);
 * Duration time = settings.duration("time", Duration.ofSeconds(5));
 * List<String> domains = settings.list("domains");
 * Optional<Pattern> pattern = settings.value("pattern", Pattern::compile);
 * }</pre>
 */
public final class Settings {

    /** For so many unknown keys the nearest known one is looked for: each is compared with all. */
    private static final int GUESSES = 100;

    private final SettingIndex all;
    private final Set<String> asked;
    private final Optional<SettingErrors> errors;
    private final String prefix;
    private final Optional<Settings> general;

    private Settings(
            SettingIndex all,
            Set<String> asked,
            Optional<SettingErrors> errors,
            String prefix,
            Optional<Settings> general) {
        this.all = all;
        this.asked = asked;
        this.errors = errors;
        this.prefix = prefix;
        this.general = general;
    }

    /**
     * Settings in this order.
     *
     * @throws SettingException where a key stands twice
     */
    public static Settings of(List<Setting> settings) {
        return of(settings, Optional.empty());
    }

    /** Settings in this order, whose errors are noted until {@link #errors()} is asked for them. */
    public static Settings notingErrors(List<Setting> settings) {
        return of(settings, Optional.of(new SettingErrors()));
    }

    private static Settings of(List<Setting> settings, Optional<SettingErrors> errors) {
        SettingIndex all = new SettingIndex();
        Settings made = new Settings(all, new LinkedHashSet<>(), errors, "", Optional.empty());
        for (Setting setting : settings) {
            all.add(setting)
                    .ifPresent(earlier ->
                            made.report(setting.key(), setting.error("is set already by " + earlier.origin())));
        }
        return made;
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
        return new Settings(all, asked, errors, prefix + furtherPrefix + '.', Optional.empty());
    }

    /** The setting of a key; empty where it is not set, here or in the general ones of {@link #over}. */
    public Optional<Setting> get(String key) {
        String whole = prefix + key;
        asked.add(whole);
        Optional<Setting> own = all.get(whole);
        if (general.isEmpty()) {
            return own;
        }
        Optional<Setting> otherwise = general.get().get(key);
        return own.isPresent() ? own : otherwise;
    }

    /** These settings, and where they lack a key the general ones: a listener's over those of all. What is asked for is known in both. */
    public Settings over(Settings others) {
        return new Settings(all, asked, errors, prefix, Optional.of(others));
    }

    /**
     * The value as it reads once parsed; the message of an {@link IllegalArgumentException} or a {@link
     * SettingException} of the parser becomes that of the error.
     */
    public <T> Optional<T> value(String key, Function<String, T> parser) {
        return get(key).flatMap(setting -> parsed(setting, parser));
    }

    /**
     * What is read from a setting, such as from the file that it names. The reader throws {@link Setting#error}, or
     * another {@link SettingException}.
     */
    public <T> Optional<T> read(String key, Function<Setting, T> reader) {
        return get(key).flatMap(setting -> {
            try {
                return Optional.ofNullable(reader.apply(setting));
            } catch (SettingException e) {
                errors.orElseThrow(() -> e).add(setting.key(), e);
                return Optional.empty();
            }
        });
    }

    /**
     * An error about a key: noted in a server, where all are told at once, and thrown elsewhere.
     *
     * @param key the key that it concerns; where it is empty, all keys here
     */
    public void report(String key, SettingException error) {
        errors.orElseThrow(() -> error).add(prefix + key, error);
    }

    /** Whether an error was noted about a key or about one beneath it; where the key is empty, about any here. */
    public boolean isWrong(String key) {
        return errors.filter(noted -> noted.concern(prefix + key)).isPresent()
                || general.filter(settings -> settings.isWrong(key)).isPresent();
    }

    /** The errors that were noted about the keys here. */
    public List<SettingException> errors() {
        return errors.map(noted -> noted.under(prefix)).orElse(List.of());
    }

    /**
     * Ends an installation that cannot succeed.
     *
     * @throws SettingException where errors were noted about the keys here, a line for each
     */
    public void check() {
        if (!errors().isEmpty()) {
            throw SettingException.joined(errors());
        }
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
                .map(setting -> firstSegment(setting.key().substring(prefix.length())))
                .distinct()
                .toList();
    }

    private static String firstSegment(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** All settings here, in order, with their full keys. Makes no key known: {@link #get} those that are. */
    public List<Setting> entries() {
        return all.under(prefix);
    }

    /** The full keys that were asked for, under whatever prefix, set or not, in order: what is known. It grows as more are asked for. */
    public Set<String> asked() {
        return Collections.unmodifiableSet(asked);
    }

    /**
     * An error for each setting here that nobody has asked for yet and that nothing else is wrong with. The first 100
     * name the nearest key that somebody has asked for.
     */
    public List<SettingException> unknown() {
        List<Setting> unknown = entries().stream()
                .filter(setting -> !asked.contains(setting.key()))
                .filter(setting ->
                        errors.filter(noted -> noted.cover(setting.key())).isEmpty())
                .toList();
        Nearest nearest = Nearest.to(unknown.isEmpty() ? List.of() : asked);
        Stream<SettingException> guessed = unknown.stream()
                .limit(GUESSES)
                .map(setting -> setting.error("unknown key" + nearest.hint(setting.key())));
        Stream<SettingException> others = unknown.stream().skip(GUESSES).map(setting -> setting.error("unknown key"));
        return Stream.concat(guessed, others).toList();
    }

    private <T> Optional<T> parsed(Setting setting, Function<String, T> parser) {
        try {
            return Optional.ofNullable(parser.apply(setting.value()));
        } catch (IllegalArgumentException e) {
            note(setting, setting.error(Reason.of(e)), e);
        } catch (SettingException e) {
            List<SettingException> lines =
                    Reason.of(e).lines().map(setting::error).toList();
            note(setting, SettingException.joined(lines), e);
        }
        return Optional.empty();
    }

    private void note(Setting setting, SettingException error, RuntimeException cause) {
        error.initCause(cause);
        errors.orElseThrow(() -> error).add(setting.key(), error);
    }
}
