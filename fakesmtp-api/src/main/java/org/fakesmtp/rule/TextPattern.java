package org.fakesmtp.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.UnaryOperator;

/** What a text is compared with: a {@link Glob}, or {@code /regex/} in linear time, found anywhere in the text. Case does not matter. */
interface TextPattern {

    boolean matches(String text);

    /** Reads a glob or a regex; a glob is first brought into the way in which the texts are written. */
    static TextPattern parse(String text, UnaryOperator<String> writing) {
        if (!text.startsWith("/")) {
            return new Glob(writing.apply(text));
        }
        if (text.length() < 3 || !text.endsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' begins like a regex but is none such as /^a.*b$/");
        }
        return regex(text);
    }

    private static TextPattern regex(String text) {
        try {
            Pattern pattern = Pattern.compile(text.substring(1, text.length() - 1), Pattern.CASE_INSENSITIVE);
            return candidate -> pattern.matcher(candidate).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no regex: " + e.getMessage(), e);
        }
    }
}
