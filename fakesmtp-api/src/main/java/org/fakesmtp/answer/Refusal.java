package org.fakesmtp.answer;

/**
 * Thrown by a command handler's check: the command cannot be obeyed, and the client gets the reply of this key. Has no stack trace, it costs little.
 *
 * <pre>{@code
 * public final class XHash implements CommandHandler {
 *     @Override
 *     public Stage stage() {
 *         return new Stage("XHASH");
 *     }
 *
 *     @Override
 *     public void check(CommandSession session) throws Refusal {
 *         if (session.argument().isEmpty()) {
 *             throw new Refusal(ReplyKey.ARGUMENT_NEEDED);
 *         }
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandSession session) {
 *         return Answer.reply(250, "2.0.0", String.valueOf(session.argument().hashCode()));
 *     }
 * }
 * }</pre>
 */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final ReplyKey key;

    /** The client gets the catalogue's reply of this key. */
    public Refusal(ReplyKey key) {
        super(key.key(), null, false, false);
        this.key = key;
    }

    /** The reply that the client gets. */
    public ReplyKey key() {
        return key;
    }
}
