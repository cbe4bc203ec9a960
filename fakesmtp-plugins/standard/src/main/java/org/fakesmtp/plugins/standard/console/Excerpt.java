package org.fakesmtp.plugins.standard.console;

import org.fakesmtp.text.Printable;

/** Indented lines, escaped, up to a limit. The indent tells them from the transcript, whatever they say. */
final class Excerpt {

    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();
    private final int limit;
    private boolean cut;

    /** Takes about so many chars. */
    Excerpt(int limit) {
        this.limit = limit;
    }

    /** Adds one line: a line end in it is escaped. */
    void addLine(String line) {
        add(Printable.text(line.replace('\t', ' ')));
    }

    /** Adds a text of any number of lines. What is beyond the limit is left out. */
    void add(String text) {
        if (cut) {
            return;
        }
        int room = limit - out.length();
        cut = text.length() > room;
        (cut ? text.substring(0, Math.max(room, 0)) : text).lines().forEach(this::append);
    }

    /** Tells that something is missing. */
    void cut() {
        cut = true;
    }

    /** The lines, with a note at the end where some are missing. */
    @Override
    public String toString() {
        return cut ? out + INDENT + "[...]\n" : out.toString();
    }

    private void append(String line) {
        if (line.isEmpty()) {
            out.append('\n');
        } else {
            out.append(INDENT)
                    .append(Printable.text(line.replace("\t", "    ")))
                    .append('\n');
        }
    }
}
