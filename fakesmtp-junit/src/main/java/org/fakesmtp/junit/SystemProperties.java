package org.fakesmtp.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** System properties that are set for a while. */
final class SystemProperties implements AutoCloseable {

    private final Map<String, Optional<String>> before = new LinkedHashMap<>();

    private SystemProperties() {}

    static SystemProperties set(Map<String, String> values) {
        SystemProperties set = new SystemProperties();
        values.forEach((key, value) -> set.before.put(key, Optional.ofNullable(System.setProperty(key, value))));
        return set;
    }

    /** They are again what they were. */
    @Override
    public void close() {
        before.forEach((key, value) ->
                value.ifPresentOrElse(text -> System.setProperty(key, text), () -> System.clearProperty(key)));
    }
}
