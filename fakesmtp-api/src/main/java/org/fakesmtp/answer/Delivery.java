package org.fakesmtp.answer;

import java.util.Map;
import org.fakesmtp.mail.Mailbox;

/**
 * What became of a message at a sink.
 *
 * <pre>{@code
 * Delivery.taken();
 * Delivery.refused(Reply.of(552, "5.2.2", "Mailbox full"));
 * Delivery.failed(new IOException("the archive is not there"));
 * Delivery.takenExcept(Map.of(new Mailbox("bob", "example.net"), Reply.of(452, "4.2.2", "Mailbox full")));
 * }</pre>
 */
public sealed interface Delivery {

    /** The sink has the message. */
    static Delivery taken() {
        return Taken.INSTANCE;
    }

    /** The sink does not take the message, and the client gets this reply (RFC 5321, section 4.2: 4yz or 5yz). */
    static Delivery refused(Reply reply) {
        return new Refused(reply);
    }

    /** The sink could not take the message: 452 where no space is left, otherwise 451. The same comes of an exception. */
    static Delivery failed(Exception cause) {
        return new Failed(cause);
    }

    /** The sink has the message for all recipients but these: under LMTP each of them gets its reply (RFC 2033); under SMTP it counts as taken. */
    static Delivery takenExcept(Map<Mailbox, Reply> refusals) {
        return new Except(refusals);
    }

    /** What {@link #takenExcept(Map)} says. */
    record Except(Map<Mailbox, Reply> refusals) implements Delivery {
        /** Keeps a copy of the refusals. */
        public Except {
            refusals = Map.copyOf(refusals);
        }
    }

    /** What {@link #taken()} says. */
    enum Taken implements Delivery {
        /** There is no more than one. */
        INSTANCE
    }

    /** What {@link #refused(Reply)} says. */
    record Refused(Reply reply) implements Delivery {
        /** @throws IllegalArgumentException where the reply is neither 4yz nor 5yz */
        public Refused {
            if (!reply.isNegative()) {
                throw new IllegalArgumentException("a message is refused by 4yz or 5yz, not by '" + reply + "'");
            }
        }
    }

    /** What {@link #failed(Exception)} says. */
    record Failed(Exception cause) implements Delivery {

        /** Whether a file system was full, or a quota used up. */
        public boolean isForWantOfSpace() {
            for (Throwable one = cause; one != null; one = one.getCause()) {
                String text = String.valueOf(one.getMessage());
                if (text.contains("No space left")
                        || text.contains("quota exceeded")
                        || text.contains("not enough space")) {
                    return true;
                }
            }
            return false;
        }
    }
}
