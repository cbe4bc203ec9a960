package org.fakesmtp.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fakesmtp.mime.ParameterizedField.Parameter;

/** Reads the body of a field with parameters, in linear time. */
final class ParameterParser {

    private static final String NO_TOKEN = "()<>@,;:\\\"/[]?=";

    /** Before these a semicolon may be missing, although a value without quotes may have blanks. */
    private static final Set<String> COMMON =
            Set.of("charset", "boundary", "name", "filename", "format", "size", "type");

    /** In the values of these, parentheses are no comment. */
    private static final Set<String> NAMES = Set.of("name", "filename");

    private final String body;
    private final List<Parameter> parameters = new ArrayList<>();
    private int at;
    private boolean quotesLack;
    private boolean commentsLack;

    ParameterParser(String body) {
        this.body = body;
    }

    ParameterizedField read() {
        at = afterBlanks(at);
        String value = parameterName(at).isEmpty() ? value() : "";
        while (at < body.length()) {
            parameter();
        }
        return new ParameterizedField(value, parameters);
    }

    /** The first word, and what a slash joins to it. */
    private String value() {
        StringBuilder value = new StringBuilder();
        boolean ended = false;
        while (at < body.length() && body.charAt(at) != ';' && body.charAt(at) != ',') {
            int next = afterBlanks(at);
            if (next > at) {
                at = next;
                if (!parameterName(at).isEmpty()) {
                    break;
                }
                ended |= !value.isEmpty() && !isSlash(at) && value.charAt(value.length() - 1) != '/';
            } else {
                char character = body.charAt(at++);
                if (!ended && character != '"') {
                    value.append(character);
                }
            }
        }
        return value.toString();
    }

    private boolean isSlash(int position) {
        return position < body.length() && body.charAt(position) == '/';
    }

    /** The value with all its words, up to a semicolon or comma. */
    String words() {
        StringBuilder words = new StringBuilder();
        at = afterBlanks(at);
        while (at < body.length() && body.charAt(at) != ';' && body.charAt(at) != ',') {
            words.append(body.charAt(at));
            at = afterBlanks(at + 1);
        }
        return words.toString();
    }

    private void parameter() {
        at = afterBlanks(at);
        String name = parameterName(at);
        if (name.isEmpty()) {
            at = Math.max(at + 1, afterToken(at));
            return;
        }
        at = afterBlanks(body.indexOf('=', at) + 1);
        boolean isQuoted = at < body.length() && body.charAt(at) == '"';
        String lower = name.toLowerCase(Locale.ROOT);
        parameters.add(new Parameter(lower, isQuoted ? quoted() : unquoted(NAMES.contains(withoutSection(lower)))));
    }

    private static String withoutSection(String name) {
        int section = name.indexOf('*');
        return section < 0 ? name : name.substring(0, section);
    }

    /** The name of the parameter that begins here; empty if none does. */
    private String parameterName(int start) {
        int end = afterToken(start);
        int equals = end;
        while (equals < body.length() && isBlank(body.charAt(equals))) {
            equals++;
        }
        return end > start && equals < body.length() && body.charAt(equals) == '=' ? body.substring(start, end) : "";
    }

    private int afterToken(int start) {
        int end = start;
        while (end < body.length() && isToken(body.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isToken(char character) {
        return character > ' ' && character < 0x7F && NO_TOKEN.indexOf(character) < 0;
    }

    private String quoted() {
        int start = at + 1;
        int close = closingQuote(start, true);
        if (close < 0) {
            close = closingQuote(start, false);
        }
        if (close < 0) {
            int semicolon = body.indexOf(';', start);
            close = semicolon < 0 ? body.length() : semicolon;
        }
        at = close < body.length() && body.charAt(close) == '"' ? close + 1 : close;
        return unescaped(body.substring(start, close));
    }

    /**
     * Where a quoted value ends.
     *
     * @param strict whether the next parameter or the end has to follow: people write quotes within quotes
     */
    private int closingQuote(int start, boolean strict) {
        if (strict && quotesLack) {
            return -1;
        }
        for (int i = start; i < body.length(); i++) {
            char character = body.charAt(i);
            if (character == '\\' && isEscape(body, i)) {
                i++;
            } else if (character == '"' && (!strict || isEnd(i + 1))) {
                return i;
            }
        }
        quotesLack |= strict;
        return -1;
    }

    private boolean isEnd(int position) {
        int next = position;
        while (next < body.length() && isBlank(body.charAt(next))) {
            next++;
        }
        return next == body.length()
                || body.charAt(next) == ';'
                || body.charAt(next) == '('
                || !parameterName(next).isEmpty();
    }

    /** Only these are escaped, as a path of Windows has backslashes. */
    private static boolean isEscape(String text, int backslash) {
        return backslash + 1 < text.length() && "\"\\".indexOf(text.charAt(backslash + 1)) >= 0;
    }

    private static String unescaped(String text) {
        StringBuilder value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            i += text.charAt(i) == '\\' && isEscape(text, i) ? 1 : 0;
            value.append(text.charAt(i));
        }
        return value.toString();
    }

    /** @param isName whether parentheses are part of the value */
    private String unquoted(boolean isName) {
        StringBuilder value = new StringBuilder();
        while (at < body.length() && body.charAt(at) != ';') {
            int next = isBlank(body.charAt(at)) || (!isName && body.charAt(at) == '(') ? afterBlanks(at) : at;
            if (next > at && COMMON.contains(withoutSection(parameterName(next).toLowerCase(Locale.ROOT)))) {
                break;
            }
            if (next == at) {
                value.append(body.charAt(at++));
            } else {
                value.append(isName ? body.substring(at, next) : " ");
                at = next;
            }
        }
        String text = value.toString().strip();
        return text.endsWith("\"") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isBlank(char character) {
        return character <= ' ';
    }

    /** Where it goes on after blanks and comments. */
    private int afterBlanks(int start) {
        int position = start;
        while (position < body.length()) {
            int next = isBlank(body.charAt(position)) ? position + 1 : afterComment(position);
            if (next == position) {
                break;
            }
            position = next;
        }
        return position;
    }

    /** Where it goes on after a comment; here, if none begins here or it has no end. */
    private int afterComment(int start) {
        if (body.charAt(start) != '(' || commentsLack) {
            return start;
        }
        int depth = 0;
        for (int i = start; i < body.length(); i++) {
            switch (body.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        commentsLack = true;
        return start;
    }
}
