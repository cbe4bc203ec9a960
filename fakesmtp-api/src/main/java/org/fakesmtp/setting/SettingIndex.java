package org.fakesmtp.setting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings by key, and by the first segments of their keys: those of one rule among very many are found without a look
 * at the others.
 */
final class SettingIndex {

    /** So many segments of a key are indexed: plugin and rule, or listener and name. */
    private static final int DEPTH = 2;

    /** So many keys has a rule. */
    private static final int FEW = 4;

    private final Map<String, Setting> byKey = new LinkedHashMap<>();
    private final Map<String, List<Setting>> byPrefix = new HashMap<>();

    /** Adds a setting behind those before. Where its key stands already it is left out, and the earlier one returned. */
    Optional<Setting> add(Setting setting) {
        Setting earlier = byKey.putIfAbsent(setting.key(), setting);
        if (earlier == null) {
            int dot = setting.key().indexOf('.');
            for (int depth = 0; depth < DEPTH && dot >= 0; depth++) {
                String prefix = setting.key().substring(0, dot + 1);
                byPrefix.computeIfAbsent(prefix, unseen -> new ArrayList<>(FEW)).add(setting);
                dot = setting.key().indexOf('.', dot + 1);
            }
        }
        return Optional.ofNullable(earlier);
    }

    Optional<Setting> get(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Those whose keys begin with a prefix that is empty or ends in a dot, in order. */
    List<Setting> under(String prefix) {
        if (prefix.isEmpty()) {
            return List.copyOf(byKey.values());
        }
        String indexed = indexed(prefix);
        List<Setting> found = Collections.unmodifiableList(byPrefix.getOrDefault(indexed, List.of()));
        return indexed.equals(prefix)
                ? found
                : found.stream()
                        .filter(setting -> setting.key().startsWith(prefix))
                        .toList();
    }

    /** The first segments of a prefix, as far as they are indexed. */
    private static String indexed(String prefix) {
        int end = prefix.indexOf('.');
        for (int depth = 1; depth < DEPTH && end + 1 < prefix.length(); depth++) {
            end = prefix.indexOf('.', end + 1);
        }
        return prefix.substring(0, end + 1);
    }
}
