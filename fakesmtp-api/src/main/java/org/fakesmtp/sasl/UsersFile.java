package org.fakesmtp.sasl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.setting.SettingException;

/** Reads lines {@code user:password}. An error quotes no more than the name, for a line may be a password. */
final class UsersFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String origin;
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<SettingException> errors = new ArrayList<>();
    private int number;

    UsersFile(String origin) {
        this.origin = origin;
    }

    /** The secret for each name. */
    Map<String, String> read(List<String> lines) {
        lines.forEach(this::line);
        if (!errors.isEmpty()) {
            throw SettingException.joined(errors);
        }
        return secrets;
    }

    private void line(String raw) {
        number++;
        String line = number == 1 && raw.indexOf(BYTE_ORDER_MARK) == 0 ? raw.substring(1) : raw;
        if (!line.isBlank() && !line.startsWith("#")) {
            user(line);
        }
    }

    private void user(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            error("no colon, a line is 'user:password'");
            return;
        }
        String user = line.substring(0, colon).strip();
        String secret = line.substring(colon + 1);
        if (user.isEmpty()) {
            error("no user before the colon, a line is 'user:password'");
        } else if (secret.isEmpty()) {
            error("user '" + user + "' has no password, a line is 'user:password'");
        } else {
            add(user, secret);
        }
    }

    private void add(String user, String secret) {
        Integer before = places.putIfAbsent(Prepared.text(user), number);
        if (before != null) {
            error("user '" + user + "' is already in line " + before);
        }
        secrets.put(user, secret);
    }

    private void error(String what) {
        errors.add(new SettingException(origin + ':' + number + ": " + what));
    }
}
