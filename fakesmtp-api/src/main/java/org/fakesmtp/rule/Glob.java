package org.fakesmtp.rule;

import java.util.Locale;

/** A pattern in which {@code *} is any text, the empty one too, and {@code ?} one character. Everything else is itself; case does not matter. */
final class Glob implements TextPattern {

    private final String pattern;

    /** What each text ends in that matches: most do not, and that is soon seen. */
    private final String end;

    private final boolean endIsAscii;

    Glob(String pattern) {
        this.pattern = pattern.toLowerCase(Locale.ROOT);
        this.end = this.pattern.substring(1 + Math.max(this.pattern.lastIndexOf('*'), this.pattern.lastIndexOf('?')));
        this.endIsAscii = end.chars().allMatch(c -> c < 0x80);
    }

    @Override
    public boolean matches(String text) {
        if (endIsAscii && !text.regionMatches(true, text.length() - end.length(), end, 0, end.length())) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(end) && matchesAll(lower);
    }

    /** Goes back at most to the last {@code *}: the time is bounded by the product of the lengths. */
    private boolean matchesAll(String lower) {
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
        int next = at;
        while (isStar(next)) {
            next++;
        }
        return next == pattern.length();
    }
}
