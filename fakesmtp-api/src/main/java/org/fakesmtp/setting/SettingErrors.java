package org.fakesmtp.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The errors of settings that were noted so far, and the keys that they are about. An error about a whole prefix has a key that ends in a dot. */
final class SettingErrors {

    /** An error about all settings of a plugin or of a rule covers keys with so many dots in front. */
    private static final int DEPTH = 2;

    private record Noted(String key, SettingException error) {}

    private final List<Noted> noted = new ArrayList<>();
    private final TreeSet<String> keys = new TreeSet<>();

    void add(String key, SettingException error) {
        noted.add(new Noted(key, error));
        keys.add(key);
    }

    /** Those about the keys that begin so. */
    List<SettingException> under(String prefix) {
        return noted.stream()
                .filter(one -> one.key.startsWith(prefix))
                .map(Noted::error)
                .toList();
    }

    /** Whether one is about this key or about one beneath it. */
    boolean concern(String key) {
        return !noted.isEmpty() && isNoted(key);
    }

    private boolean isNoted(String key) {
        return keys.contains(key) || hasBeneath(key.endsWith(".") ? key : key + '.');
    }

    private boolean hasBeneath(String prefix) {
        String next = keys.ceiling(prefix);
        return next != null && next.startsWith(prefix);
    }

    /** Whether one is about this key or about all keys that begin as it does. */
    boolean cover(String key) {
        if (noted.isEmpty()) {
            return false;
        }
        boolean covered = keys.contains(key);
        int dot = key.indexOf('.');
        for (int depth = 0; depth < DEPTH && dot >= 0; depth++) {
            covered |= keys.contains(key.substring(0, dot + 1));
            dot = key.indexOf('.', dot + 1);
        }
        return covered;
    }
}
