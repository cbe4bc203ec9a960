package org.fakesmtp.server.tls;

import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Values;

/** A listener's settings over the general ones. Whatever is asked for is known in both. */
record OverriddenSettings(Settings own, Settings general) {

    Optional<Setting> get(String key) {
        Optional<Setting> everywhere = general.get(key);
        return own.get(key).or(() -> everywhere);
    }

    /** The value, or empty; that of the listener hides the general one. */
    <T> Optional<T> value(String key, Function<String, T> parser) {
        return own.value(key, parser).or(() -> general.value(key, parser));
    }

    boolean flag(String key) {
        get(key);
        return value(key, Values::flag).orElse(false);
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
        get(key);
        return value(key, text -> Values.choice(text, otherwise.getDeclaringClass()))
                .orElse(otherwise);
    }
}
