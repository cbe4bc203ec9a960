package org.fakesmtp.protocol;

import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.text.Printable;

/** What of the lines of a session may be shown to observers: no response of an exchange (RFC 4954, section 4). */
final class Discretion {

    /** Since the last AUTH, nothing has come but lines that are no command. */
    private boolean afterAuth;

    /** Whether the client was authenticated when the last command came. */
    private boolean authenticated;

    /** A command line as it may be shown. What is no command behind an AUTH that came to nothing are the responses of a client that did not wait, or that a rule has challenged. */
    String shown(String line, Row row, SessionFacts session) {
        boolean auth = Auth.isIn(line);
        boolean response = isResponse(line, row, session);
        afterAuth = auth || response;
        authenticated = session.user().isPresent();
        return response ? Printable.HIDDEN : Auth.shown(line);
    }

    /** What has come of a command line that has not ended, or may not be obeyed, as it may be shown. */
    String shownUnended(String line, Row row, SessionFacts session) {
        return isResponse(line, row, session) ? Printable.HIDDEN : Auth.shown(line);
    }

    private boolean isResponse(String line, Row row, SessionFacts session) {
        boolean same = authenticated == session.user().isPresent();
        return !Auth.isIn(line) && afterAuth && same && row.stage().equals(Stage.UNKNOWN);
    }

    /** A line is too long to say what it was: nobody knows whether it was AUTH. */
    void tooLong() {
        afterAuth = true;
    }

    /** A line of an exchange as it may be shown. */
    static String shownInExchange(String line) {
        return line.equals("*") ? line : Printable.HIDDEN;
    }
}
