package org.fakesmtp.protocol;

/** A command that brings content: DATA or BDAT. Either needs a recipient. */
interface ContentCommand extends CommandHandler {

    /** The reply where no recipient was accepted: 554 (RFC 5321, section 3.3) or 503 (RFC 2033, section 4.2). */
    ReplyKey noRecipients();

    @Override
    default ReplyKey outOfSequence(Phase phase) {
        return phase == Phase.MAIL ? noRecipients() : phase.outOfSequence();
    }
}
