package org.fakesmtp.plugins.standard.console;

import java.io.Console;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How lines look: the time zone of their times, and whether they have colours. */
final class Look {

    private static final String DIM = "2";

    private final DateTimeFormatter time;
    private final boolean coloured;

    Look(ZoneId zone, boolean coloured) {
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(zone);
        this.coloured = coloured;
    }

    /** Whether colours can be shown: on a terminal only, and where neither {@code NO_COLOR} nor a dumb terminal speaks against it. */
    static boolean canBeColoured(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"))
                && isTerminal(System.console());
    }

    /** Appends one line; its text is escaped already. */
    void line(StringBuilder out, Instant at, String session, Mark mark, String text) {
        paint(out, DIM, time.format(at) + ' ' + session);
        out.append(' ');
        paint(out, mark.colour, mark.sign);
        out.append(' ');
        if (mark == Mark.CLIENT || mark == Mark.SERVER) {
            out.append(text);
        } else {
            paint(out, mark.colour, text);
        }
        out.append('\n');
    }

    private void paint(StringBuilder out, String colour, String text) {
        if (coloured) {
            out.append("\u001B[").append(colour).append('m').append(text).append("\u001B[0m");
        } else {
            out.append(text);
        }
    }

    /** From Java 22 on there may be a console without a terminal, and it can be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
