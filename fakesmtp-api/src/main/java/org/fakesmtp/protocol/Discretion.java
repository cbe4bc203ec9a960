package org.fakesmtp.protocol;

import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;

/** What of the lines of a session may be shown to observers: no response to a challenge, whoever has said that (RFC 4954, section 4). */
final class Discretion {

    private static final int CHALLENGE = 334;

    /** Whether the last thing that was said is 334: a rule may say so. */
    private boolean challenged;

    /** Since the last AUTH, nothing has come but lines that are no command. */
    private boolean afterAuth;

    /** Whether the client was authenticated when the last command came. */
    private boolean authenticated;

    /** A step was played. */
    void played(Step step) {
        if (step instanceof Step.Say say) {
            challenged = say.reply().code() == CHALLENGE;
        } else if (step instanceof Step.Send send) {
            challenged = send.text().startsWith(CHALLENGE + " ");
        }
    }

    /** A command line as it may be shown. What is no command behind an AUTH that came to nothing are the responses of a client that did not wait. */
    String shown(String line, Row row, SessionFacts session) {
        boolean unknown = row.stage().equals(Stage.UNKNOWN);
        boolean auth = Auth.isIn(line);
        boolean same = authenticated == session.user().isPresent();
        boolean response = !auth && afterAuth && same && unknown;
        afterAuth = auth || response;
        authenticated = session.user().isPresent();
        return response || (unknown && challenged) ? Auth.HIDDEN : Auth.shown(line);
    }

    /** A line is too long to say what it was: nobody knows whether it was AUTH. */
    void tooLong() {
        afterAuth = true;
    }

    /** A line of an exchange as it may be shown. */
    static String shownInExchange(String line) {
        return line.equals("*") ? line : Auth.HIDDEN;
    }
}
