package org.fakesmtp.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.UnaryOperator;
import org.fakesmtp.internal.Reason;

/** What a text is compared with: a {@link Glob}, or {@code /regex/} in linear time, found anywhere in the text. Case does not matter. */
interface TextPattern {

    /** So much of a pattern is shown. */
    int LONGEST = 100;

    boolean matches(String text);

    /** Reads a glob or a regex; a glob is first brought into the way in which the texts are written. */
    static TextPattern parse(String text, UnaryOperator<String> writing) {
        return isRegex(text) ? regex(text, Pattern.CASE_INSENSITIVE) : new Glob(writing.apply(text));
    }

    /**
     * Reads a glob or a regex for texts of several lines: in a regex {@code ^} and {@code $} are the beginning and
     * the end of each line. No line begins behind the last line end.
     */
    static TextPattern parseForLines(String text) {
        return isRegex(text) ? regex(text, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE) : new Glob(text);
    }

    /** Whether a match is found. The first one begins behind a line end at the end of the text if it is on no line. */
    private static boolean finds(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        boolean behindLines = (pattern.flags() & Pattern.MULTILINE) != 0 && text.endsWith("\n");
        return matcher.find() && !(behindLines && matcher.start() == text.length());
    }

    private static boolean isRegex(String text) {
        if (text.startsWith("/") && (text.length() < 3 || !text.endsWith("/"))) {
            throw new IllegalArgumentException("'" + text + "' begins like a regex but is none such as /^a.*b$/");
        }
        return text.startsWith("/");
    }

    private static TextPattern regex(String text, int flags) {
        String regex = text.substring(1, text.length() - 1);
        try {
            RegexCheck.check(regex);
            Pattern pattern = Pattern.compile(regex, flags);
            return candidate -> finds(pattern, candidate);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(quoted(text) + " is no regex: " + e.getDescription(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(quoted(text) + " is too large a regex: " + Reason.of(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(quoted(text) + " is too large a regex", e);
        }
    }

    private static String quoted(String text) {
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "'";
    }
}
