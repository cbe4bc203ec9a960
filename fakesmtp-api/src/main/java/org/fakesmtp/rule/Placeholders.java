package org.fakesmtp.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.Function;

/** {@code ${sender}} and the like in the text of replies. {@code $$} is a dollar; a dollar before anything else is itself. */
public final class Placeholders {

    /** What can stand between the braces. */
    public static final List<String> NAMES =
            List.of("hostname", "id", "client", "helo", "sender", "recipient", "listener");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(?:\\$|\\{([^{}]*)(\\}?))");

    private Placeholders() {}

    /** Whether a text has anything to expand. */
    public static boolean present(String template) {
        return template.indexOf('$') >= 0 && PLACEHOLDER.matcher(template).find();
    }

    /**
     * Refuses a placeholder that no one knows.
     *
     * @throws IllegalArgumentException with a text for the user
     */
    public static void check(String template) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name != null && (!NAMES.contains(name) || matcher.group(2).isEmpty())) {
                throw unknown(matcher.group(), name);
            }
        }
    }

    /** The text with the values in place. They may come from the wire: what is not printable ASCII, as the text of a reply is, becomes {@code ?}. */
    public static String expand(String template, Function<String, String> values) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int from = 0;
        while (matcher.find()) {
            String name = matcher.group(1);
            out.append(template, from, matcher.start());
            out.append(name == null ? "$" : harmless(values.apply(name)));
            from = matcher.end();
        }
        return out.append(template, from, template.length()).toString();
    }

    private static String harmless(String value) {
        StringBuilder out = new StringBuilder(value);
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) < ' ' || out.charAt(i) > '~') {
                out.setCharAt(i, '?');
            }
        }
        return out.toString();
    }

    private static IllegalArgumentException unknown(String placeholder, String name) {
        return new IllegalArgumentException(
                Words.unknown("placeholder", placeholder, name, NAMES) + " (a dollar is $$)");
    }
}
