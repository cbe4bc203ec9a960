package org.fakesmtp.server.config;

/** The escapes of values: n, r, t, backslash and uXXXX. Any other stays as it is written, so that a regex survives. */
final class Escapes {

    private final String written;
    private final StringBuilder meant = new StringBuilder();
    private int at;

    private Escapes(String written) {
        this.written = written;
    }

    /**
     * The text that is meant.
     *
     * @throws IllegalArgumentException where four hexadecimal digits are missing
     */
    static String undo(String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        Escapes escapes = new Escapes(written);
        while (escapes.at < written.length()) {
            escapes.next();
        }
        return escapes.meant.toString();
    }

    private void next() {
        char c = written.charAt(at++);
        if (c == '\\' && at < written.length()) {
            escape(written.charAt(at++));
        } else {
            meant.append(c);
        }
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> meant.append('\n');
            case 'r' -> meant.append('\r');
            case 't' -> meant.append('\t');
            case '\\' -> meant.append('\\');
            case 'u' -> unicode();
            default -> meant.append('\\').append(c);
        }
    }

    private void unicode() {
        String digits = written.substring(at, Math.min(at + 4, written.length()));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw new IllegalArgumentException("'\\u" + digits
                    + "' lacks its four hexadecimal digits, such as \\u00E9; write \\\\u for a backslash");
        }
        meant.append((char) Integer.parseInt(digits, 16));
        at += 4;
    }
}
