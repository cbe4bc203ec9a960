package org.fakesmtp.internal;

import java.util.Optional;
import org.fakesmtp.text.Printable;

/** Writes JSON (RFC 8259), indented or on one line. Whatever a terminal might obey is escaped, so the file can be shown by {@code cat}. */
public final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;
    private int depth;
    private boolean first = true;
    private boolean named;

    private JsonText(boolean indented) {
        this.indented = indented;
    }

    /** Text in which each value stands on a line of its own. */
    public static JsonText indented() {
        return new JsonText(true);
    }

    /** Text on one line. */
    public static JsonText onOneLine() {
        return new JsonText(false);
    }

    /** Opens an object or an array. */
    public JsonText begin(char bracket) {
        place();
        out.append(bracket);
        depth++;
        first = true;
        return this;
    }

    /** Closes what was opened last. */
    public JsonText end(char bracket) {
        depth--;
        if (!first) {
            newLine();
        }
        out.append(bracket);
        first = false;
        return this;
    }

    /** Names the value that comes next. */
    public JsonText name(String name) {
        text(name);
        out.append(indented ? ": " : ":");
        named = true;
        return this;
    }

    /** A text, or null where there is none. */
    public JsonText text(Optional<String> text) {
        return text.map(this::text).orElseGet(this::nothing);
    }

    /** A text, in quotes. */
    public JsonText text(String text) {
        place();
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
        return this;
    }

    /** A whole number. */
    public JsonText number(long number) {
        place();
        out.append(number);
        return this;
    }

    /** The literal null. */
    public JsonText nothing() {
        place();
        out.append("null");
        return this;
    }

    /** The text, which ends with a line feed. */
    @Override
    public String toString() {
        return out + "\n";
    }

    /** Goes to where the next value stands: behind its name, or on a line of its own. */
    private void place() {
        if (!named && depth > 0) {
            if (!first) {
                out.append(',');
            }
            newLine();
        }
        first = false;
        named = false;
    }

    private void newLine() {
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void character(int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            out.append('\\').append((char) codePoint);
        } else if (Printable.isPrintable(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            for (char c : Character.toChars(codePoint)) {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
    }
}
