package org.fakesmtp.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** Octets as text in quotes has them: {@code \r \n \t \0 \xHH \" \\}, anything else stands for itself. */
public final class Octets {

    private static final String ESCAPES = "rnt0\"\\";
    private static final String MEANT = "\r\n\t\0\"\\";

    private Octets() {}

    /**
     * The octets that are meant, one char for each; what is not ASCII becomes UTF-8.
     *
     * @throws IllegalArgumentException where a backslash stands before anything else
     */
    public static String parse(String written) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                String escape = escape(written, i);
                out.append(meant(escape));
                i += escape.length();
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The octets of a text in UTF-8, one char for each. */
    public static String of(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** The octets as they are written in quotes, in printable ASCII. */
    public static String written(String octets) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            int known = MEANT.indexOf(c);
            if (known >= 0) {
                out.append('\\').append(ESCAPES.charAt(known));
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\x%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What stands after a backslash and belongs to it. */
    private static String escape(String written, int backslash) {
        int end = Math.min(written.length(), backslash + (written.startsWith("\\x", backslash) ? 4 : 2));
        return written.substring(backslash + 1, end);
    }

    private static char meant(String escape) {
        if (escape.matches("x[0-9A-Fa-f]{2}")) {
            return (char) Integer.parseInt(escape.substring(1), 16);
        }
        int known = escape.length() == 1 ? ESCAPES.indexOf(escape) : -1;
        if (known < 0) {
            throw new IllegalArgumentException(
                    "unknown escape '\\" + escape + "', known are \\r \\n \\t \\0 \\xHH \\\" \\\\");
        }
        return MEANT.charAt(known);
    }
}
