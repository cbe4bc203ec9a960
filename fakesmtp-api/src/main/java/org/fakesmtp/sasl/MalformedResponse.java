package org.fakesmtp.sasl;

/** Thrown while a response is read that breaks the mechanism's syntax. Has no stack trace, it costs little. */
final class MalformedResponse extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedResponse(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    Progress progress() {
        return new Progress.Malformed(reason);
    }
}
