package org.fakesmtp.plugins.standard.console;

import java.time.Instant;

/**
 * A message, put into words already.
 *
 * @param at when it came
 * @param session the id of the session
 * @param title a line about it, escaped
 * @param text the lines below, escaped and indented, each with its line end
 */
record MessageEntry(Instant at, String session, String title, String text) implements Entry {

    @Override
    public int weight() {
        return title.length() + text.length();
    }

    @Override
    public int lines() {
        return 1 + (int) text.chars().filter(c -> c == '\n').count();
    }

    @Override
    public void print(StringBuilder out, Look look) {
        look.line(out, at, session, Mark.MESSAGE, title);
        out.append(text);
    }
}
