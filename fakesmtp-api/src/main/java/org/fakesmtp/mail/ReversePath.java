package org.fakesmtp.mail;

import java.util.Optional;

/**
 * Where a message comes from (RFC 5321, section 4.1.1.2). Source routes are not kept.
 *
 * <pre>{@code
 * hooks.answer(Stage.MAIL, exchange -> {
 *     boolean bounce = exchange.reversePath().equals(Optional.of(ReversePath.nullPath()));
 *     return bounce ? Answer.reply(550, "5.7.1", "No bounces") : Answer.proceed();
 * });
 * }</pre>
 *
 * @param mailbox the sender's mailbox; empty for the null path {@code <>} of notifications
 */
public record ReversePath(Optional<Mailbox> mailbox) {

    private static final ReversePath NULL = new ReversePath(Optional.empty());

    /** The null reverse-path {@code <>} (RFC 5321, section 4.5.5). */
    public static ReversePath nullPath() {
        return NULL;
    }

    /** The reverse-path of a sender. */
    public static ReversePath of(Mailbox mailbox) {
        return new ReversePath(Optional.of(mailbox));
    }

    /** The mailbox, or the empty text for the null path. */
    public String address() {
        return mailbox.map(Mailbox::toString).orElse("");
    }

    @Override
    public String toString() {
        return '<' + address() + '>';
    }
}
