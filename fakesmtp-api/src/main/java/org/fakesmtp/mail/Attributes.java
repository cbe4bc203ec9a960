package org.fakesmtp.mail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values that plugins keep with a session, by name; at most {@value #LIMIT}. Used by one thread at a time.
 *
 * <pre>{@code
 * hooks.answer(Stage.UNKNOWN, exchange -> {
 *     int count = exchange.attributes().get("strikes.count", Integer.class).orElse(0) + 1;
 *     exchange.attributes().put("strikes.count", count);
 *     return count < 3 ? Answer.proceed() : Answer.reply(421, "4.7.0", "You are out");
 * });
 * }</pre>
 */
public final class Attributes {

    static final int LIMIT = 64;

    private final Map<String, Object> values = new HashMap<>();

    /** The value kept under a name, where there is one of that type. */
    public <T> Optional<T> get(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    /** Keeps a value. Begin the name with the plugin's own and a dot. */
    public void put(String name, Object value) {
        if (values.size() >= LIMIT && !values.containsKey(name)) {
            throw new IllegalStateException(
                    "a session keeps at most " + LIMIT + " attributes, no room for '" + name + "'");
        }
        values.put(name, value);
    }

    /** Forgets a value. */
    public void remove(String name) {
        values.remove(name);
    }
}
