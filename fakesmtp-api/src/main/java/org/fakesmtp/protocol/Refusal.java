package org.fakesmtp.protocol;

/** Thrown by a command handler's check: the command cannot be obeyed, and the client gets the reply of this key. Has no stack trace, it costs little. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final ReplyKey key;

    public Refusal(ReplyKey key) {
        super(key.key(), null, false, false);
        this.key = key;
    }

    /** The reply that the client gets. */
    public ReplyKey key() {
        return key;
    }
}
