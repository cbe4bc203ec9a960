package org.fakesmtp.protocol;

import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;

/** A command that brings content: DATA or BDAT. Either needs a recipient. */
interface ContentCommand extends StandardHandler {

    /** The reply where no recipient was accepted: 554 (RFC 5321, section 3.3) or 503 (RFC 2033, section 4.2). */
    ReplyKey noRecipients();

    @Override
    default ReplyKey outOfSequence(Phase phase) {
        return phase == Phase.MAIL ? noRecipients() : phase.outOfSequence();
    }
}
