package org.fakesmtp.fact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.Function;
import org.fakesmtp.internal.Words;

/** {@code ${sender}} and the like in the text of replies. {@code $$} is a dollar; a dollar before anything else is itself. */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(?:\\$|\\{([^{}]*)(\\}?))");

    /** About what the values of a template take more than their names. */
    private static final int ROOM = 32;

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
        if (template.indexOf('$') < 0) {
            return;
        }
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name != null
                    && (!Fact.placeholders().contains(name) || matcher.group(2).isEmpty())) {
                throw unknown(matcher.group(), name);
            }
        }
    }

    /** The text with the values in place. They may come from the wire: what is not printable ASCII, as the text of a reply is, becomes {@code ?}. */
    public static String expand(String template, Function<String, String> values) {
        StringBuilder out = new StringBuilder(template.length() + ROOM);
        int from = 0;
        int dollar = template.indexOf('$');
        while (dollar >= 0) {
            int end = endOf(template, dollar);
            if (end > 0) {
                out.append(template, from, dollar);
                out.append(end == dollar + 2 ? "$" : harmless(values.apply(template.substring(dollar + 2, end - 1))));
                from = end;
            }
            dollar = template.indexOf('$', Math.max(end, dollar + 1));
        }
        return out.append(template, from, template.length()).toString();
    }

    /** Where the placeholder ends that begins at this dollar; negative where none does. */
    private static int endOf(String template, int dollar) {
        if (template.startsWith("$$", dollar)) {
            return dollar + 2;
        }
        int brace = template.startsWith("${", dollar) ? template.indexOf('}', dollar) : -1;
        return brace < 0 || template.lastIndexOf('{', brace) > dollar + 1 ? -1 : brace + 1;
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
                Words.unknown("placeholder", placeholder, name, Fact.placeholders()) + " (a dollar is $$)");
    }
}
