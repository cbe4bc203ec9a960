package org.fakesmtp.rule;

import java.util.Locale;

/**
 * A pattern in which {@code *} is any text, the empty one too, and {@code ?} one character. Everything else is itself; case does not matter.
 *
 * @param pattern in small letters
 */
record Glob(String pattern) implements TextPattern {

    Glob {
        pattern = pattern.toLowerCase(Locale.ROOT);
    }

    /** Goes back at most to the last {@code *}: the time is bounded by the product of the lengths. */
    @Override
    public boolean matches(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < lower.length(); ) {
            if (isStar(at)) {
                star = at++;
                resume = i;
            } else if (fits(at, lower.charAt(i))) {
                i += pattern.charAt(at) == '?' ? Character.charCount(lower.codePointAt(i)) : 1;
                at++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return onlyStarsFrom(at);
    }

    private boolean isStar(int at) {
        return at < pattern.length() && pattern.charAt(at) == '*';
    }

    private boolean fits(int at, char c) {
        return at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == c);
    }

    private boolean onlyStarsFrom(int at) {
        int end = at;
        while (isStar(end)) {
            end++;
        }
        return end == pattern.length();
    }
}
