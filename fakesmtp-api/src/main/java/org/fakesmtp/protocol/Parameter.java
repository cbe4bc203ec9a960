package org.fakesmtp.protocol;

import org.fakesmtp.answer.Refusal;
import org.fakesmtp.mail.Stage;

/**
 * A parameter that an extension brings to MAIL or RCPT (RFC 5321, section 4.1.1.11).
 *
 * @param stage {@link Stage#MAIL} or {@link Stage#RCPT}
 * @param keyword in capitals
 * @param check refuses a wrong value
 */
record Parameter(Stage stage, String keyword, Check check) {

    /** Looks at a value, which is empty where the parameter has none. */
    @FunctionalInterface
    interface Check {
        void check(CommandContext context, String value) throws Refusal;
    }
}
