package org.fakesmtp.plugins.standard.spool;

import org.fakesmtp.api.Printable;

/** Writes JSON (RFC 8259), indented. Whatever a terminal might obey is escaped, so the file can be shown by {@code cat}. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private int depth;
    private boolean first = true;
    private boolean named;

    /** Opens an object or an array. */
    JsonText begin(char bracket) {
        place();
        out.append(bracket);
        depth++;
        first = true;
        return this;
    }

    /** Closes what was opened last. */
    JsonText end(char bracket) {
        depth--;
        if (!first) {
            newLine();
        }
        out.append(bracket);
        first = false;
        return this;
    }

    JsonText name(String name) {
        text(name);
        out.append(": ");
        named = true;
        return this;
    }

    JsonText text(String text) {
        place();
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
        return this;
    }

    JsonText number(long number) {
        place();
        out.append(number);
        return this;
    }

    JsonText nothing() {
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
        out.append('\n').append("  ".repeat(depth));
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
