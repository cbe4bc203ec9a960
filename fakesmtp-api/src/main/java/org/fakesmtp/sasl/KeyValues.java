package org.fakesmtp.sasl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pairs of RFC 7628, section 3.1, which XOAUTH2 shares: {@code key=value}, each ended by 0x01, and a last 0x01. */
final class KeyValues {

    private static final String SEPARATOR = "\1";
    private static final Pattern PAIR = Pattern.compile("([A-Za-z]+)=(.*)", Pattern.DOTALL);
    private static final Pattern BEARER = Pattern.compile("Bearer(?: +([!-~]*))?", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> values = new HashMap<>();

    private KeyValues() {}

    static KeyValues parse(String text) throws MalformedResponse {
        String[] parts = text.split(SEPARATOR, -1);
        int pairs = parts.length - 2;
        if (pairs < 1 || !parts[pairs].isEmpty() || !parts[pairs + 1].isEmpty()) {
            throw new MalformedResponse("does not end in two octets 0x01");
        }
        KeyValues read = new KeyValues();
        for (int i = 0; i < pairs; i++) {
            read.add(parts[i]);
        }
        return read;
    }

    private void add(String pair) throws MalformedResponse {
        Matcher parts = PAIR.matcher(pair);
        if (!parts.matches() || values.put(parts.group(1), parts.group(2)) != null) {
            throw new MalformedResponse("not a list of different keys with their values");
        }
    }

    String value(String key) throws MalformedResponse {
        String value = values.get(key);
        if (value == null) {
            throw new MalformedResponse("no key '" + key + "'");
        }
        return value;
    }

    /** The token of {@code auth=Bearer ...} (RFC 6750, section 2.1); empty where the client shows none. Where any token will do, so does one of no octets. */
    Optional<Secret> token(Users users) throws MalformedResponse {
        String auth = value("auth");
        if (auth.isEmpty()) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(auth);
        if (!bearer.matches()) {
            throw new MalformedResponse("auth is not 'Bearer' and a token");
        }
        String token = bearer.group(1) == null ? "" : bearer.group(1);
        users.requireGiven("token", token);
        return Optional.of(Secret.of(token));
    }
}
