package org.fakesmtp.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced status code (RFC 3463): class, subject and detail.
 *
 * @param statusClass 2, 4 or 5; it agrees with the first digit of the reply code (RFC 2034)
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatusCode(int statusClass, int subject, int detail) {

    private static final Pattern SYNTAX = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    /** @throws IllegalArgumentException where the class is not 2, 4 or 5, or another part is not 0 to 999 */
    public EnhancedStatusCode {
        if ((statusClass != 2 && statusClass != 4 && statusClass != 5)
                || subject < 0
                || subject > 999
                || detail < 0
                || detail > 999) {
            throw new IllegalArgumentException(
                    "no enhanced status code: " + statusClass + '.' + subject + '.' + detail);
        }
    }

    /** Whether a word has the syntax of an enhanced status code. */
    public static boolean matches(String word) {
        return SYNTAX.matcher(word).matches();
    }

    /**
     * Reads {@code 5.1.1}.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static EnhancedStatusCode parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no enhanced status code such as 5.1.1");
        }
        return new EnhancedStatusCode(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return statusClass + "." + subject + '.' + detail;
    }
}
