package org.fakesmtp.protocol;

import org.fakesmtp.api.Phase;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a client that ends lines, or its content, with CR or LF alone (RFC 5321, section 2.3.8): the dialogue waits for a CR LF, and a client that waits for a reply would hear nothing of why.
 * Each is told once a session, to those who look on and to the log.
 */
final class BareLineEnds {

    private static final Logger LOG = LoggerFactory.getLogger(BareLineEnds.class);

    private final CommandContext context;
    private final Discretion discretion;
    private boolean toldOfLine;
    private boolean toldOfContent;

    /** @param discretion what of a line may be shown */
    BareLineEnds(CommandContext context, Discretion discretion) {
        this.context = context;
        this.discretion = discretion;
    }

    /** A line that CR LF has ended, and that may have a CR or LF in it. */
    void lookAt(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\r' || line.charAt(i) == '\n') {
                unended(line.substring(0, i + 1));
                return;
            }
        }
    }

    /** A line has come up to a CR or LF alone, which is its last char. */
    void unended(String line) {
        if (!toldOfLine) {
            toldOfLine = true;
            int end = line.length() - 1;
            String shown = shown(line.substring(0, end)) + line.charAt(end);
            LOG.warn(
                    "session {}: a line of the client ends in {} alone; SMTP wants CR LF (RFC 5321, section 2.3.8), so this is not obeyed: {}",
                    context.session().id(),
                    shown.endsWith("\r") ? "CR" : "LF",
                    Printable.line(shown));
            context.behaviour().observers().bareLineEnd(context.session(), shown);
        }
    }

    private String shown(String line) {
        if (context.phase() == Phase.AUTHENTICATING) {
            return Discretion.shownInExchange(line);
        }
        String verb = CommandTable.verb(line.stripTrailing());
        Row row = context.behaviour().table().row(verb, context.disabled());
        return discretion.shownUnended(line, row, context.session());
    }

    /** What has come of the content ends in a dot between such line ends. */
    void content() {
        if (!toldOfContent) {
            toldOfContent = true;
            LOG.warn(
                    "session {}: the client may think its message has ended: a '.' between bare line ends, LF or CR alone, does not end it; SMTP wants CR LF . CR LF (RFC 5321, section 4.1.1.4)",
                    context.session().id());
            context.behaviour().observers().bareEndOfContent(context.session());
        }
    }
}
