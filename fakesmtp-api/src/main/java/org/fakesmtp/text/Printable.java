package org.fakesmtp.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes text from the wire fit for a terminal or a log: on one line, and without anything that a terminal obeys. Control characters (C0, DEL, C1), line
 * ends, bidirectional controls and other invisible format characters become escapes such as {@code \n}, {@code \x1B} and {@code \u202E}. A backslash
 * stays as it is: the result is to be looked at, not to be read back.
 */
public final class Printable {

    /** Stands for a secret, such as a password, in logs and transcripts. */
    public static final String HIDDEN = "***";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /** Escapes text that was decoded already. */
    public static String text(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> append(out, codePoint));
        return out.toString();
    }

    /**
     * Escapes text from the wire that has one char for each octet, as observers get it. Valid UTF-8 is shown as what it
     * means, any other octet above 7F as {@code \xHH}.
     */
    public static String line(String octets) {
        if (isPlain(octets)) {
            return octets;
        }
        StringBuilder out = new StringBuilder(octets.length() + 16);
        int at = 0;
        while (at < octets.length()) {
            at += appendOctets(out, octets, at);
        }
        return out.toString();
    }

    /**
     * A time as people read it: {@code 300 ms}, {@code 1.5 s}, {@code 2 min 5 s}, {@code 1 h 30 min}. What is below a millisecond is rounded, below
     * a second from a minute on.
     */
    public static String time(Duration time) {
        Duration some = time.abs();
        String text = some.toMillis() < 1000 ? rounded(some, 6, 0) + " ms" : seconds(some);
        return time.isNegative() ? "-" + text : text;
    }

    private static String seconds(Duration time) {
        if (time.toMinutes() == 0) {
            return rounded(time, 9, 3) + " s";
        }
        return Stream.of(time.toHours() + " h", time.toMinutesPart() + " min", time.toSecondsPart() + " s")
                .filter(part -> !part.startsWith("0 "))
                .collect(Collectors.joining(" "));
    }

    /** Nanoseconds with the point so many digits further to the left. */
    private static String rounded(Duration time, int places, int digits) {
        return BigDecimal.valueOf(time.toNanos(), places)
                .setScale(digits, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Whether a terminal shows this code point and does nothing else with it. Lone surrogates are not printable. */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Appends the octet at a place, or the UTF-8 sequence that begins there; returns how many octets that were. */
    private static int appendOctets(StringBuilder out, String octets, int at) {
        char c = octets.charAt(at);
        if (c < 0x80 || c > 0xFF) {
            append(out, c);
            return 1;
        }
        int codePoint = decode(octets, at);
        if (codePoint < 0 || !isPrintable(codePoint)) {
            appendOctet(out, c);
            return 1;
        }
        out.appendCodePoint(codePoint);
        return length(c);
    }

    /** The code point of the UTF-8 sequence at a place (RFC 3629), or -1 where there is none. */
    private static int decode(String octets, int at) {
        int length = length(octets.charAt(at));
        if (length == 0 || at + length > octets.length()) {
            return -1;
        }
        int codePoint = octets.charAt(at) & (0x7F >> length);
        for (int i = at + 1; i < at + length; i++) {
            int octet = octets.charAt(i);
            if (octet >> 6 != 0b10) {
                return -1;
            }
            codePoint = (codePoint << 6) | (octet & 0x3F);
        }
        return isShortest(codePoint, length) && codePoint <= Character.MAX_CODE_POINT ? codePoint : -1;
    }

    private static int length(char lead) {
        return switch (lead >> 4) {
            case 0xC, 0xD -> 2;
            case 0xE -> 3;
            case 0xF -> lead < 0xF8 ? 4 : 0;
            default -> 0;
        };
    }

    private static boolean isShortest(int codePoint, int length) {
        return codePoint >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case '\n' -> out.append("\\n");
            default -> appendOther(out, codePoint);
        }
    }

    private static void appendOther(StringBuilder out, int codePoint) {
        if (isPrintable(codePoint)) {
            out.appendCodePoint(codePoint);
        } else if (codePoint < 0x80) {
            appendOctet(out, codePoint);
        } else {
            for (char c : Character.toChars(codePoint)) {
                out.append(String.format("\\u%04X", (int) c));
            }
        }
    }

    private static void appendOctet(StringBuilder out, int octet) {
        out.append(String.format("\\x%02X", octet));
    }
}
