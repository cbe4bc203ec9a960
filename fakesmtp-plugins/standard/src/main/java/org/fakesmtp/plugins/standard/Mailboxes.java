package org.fakesmtp.plugins.standard;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fakesmtp.api.KeyedState;

/**
 * What mailboxes hold, and the room that is reserved in them for messages that are under way. Room is reserved at RCPT, so that of many sessions no more get it than there is, and given back
 * where the message does not come. Safe for threads; each session is served by one thread at a time.
 */
final class Mailboxes {

    private final long mostMessages;
    private final long mostOctets;
    private final KeyedState<Used> mailboxes = KeyedState.of(KeyedState.KEYS);
    private final Map<String, Reservations> sessions = new ConcurrentHashMap<>();

    /**
     * @param mostMessages how many messages a mailbox holds; 0 is no limit
     * @param mostOctets how many octets a mailbox holds; 0 is no limit
     */
    Mailboxes(long mostMessages, long mostOctets) {
        this.mostMessages = mostMessages;
        this.mostOctets = mostOctets;
    }

    /** Reserves room for a message of this size, 0 if none was declared; once for each mailbox of a transaction. False if there is none. */
    boolean reserve(String session, String mailbox, long size) {
        Reservations own = sessions.computeIfAbsent(session, id -> new Reservations());
        own.last = Optional.empty();
        if (own.octets.containsKey(mailbox)) {
            return true;
        }
        Used used = mailboxes.update(mailbox, before -> of(before).reserve(size, this));
        if (used.hasRoom) {
            own.octets.put(mailbox, size);
            own.last = Optional.of(mailbox);
        }
        return used.hasRoom;
    }

    /**
     * The size of the message is known. False if it does not fit; a mailbox that has no reservation is not looked at.
     */
    boolean resize(String session, String mailbox, long size) {
        Reservations own = of(session);
        Long reserved = own.octets.get(mailbox);
        if (reserved == null) {
            return true;
        }
        Used used = mailboxes.update(mailbox, before -> of(before).resize(reserved, size, this));
        if (used.hasRoom) {
            own.octets.put(mailbox, size);
        }
        return used.hasRoom;
    }

    /** The reply to the last RCPT is given: a recipient that was refused by somebody else needs no room. */
    void replied(String session, boolean negative) {
        Reservations own = sessions.get(session);
        if (own != null) {
            own.last.filter(mailbox -> negative).ifPresent(mailbox -> giveBack(mailbox, own));
            own.last = Optional.empty();
        }
    }

    /** A message of this size is in the mailboxes. */
    void delivered(String session, Collection<String> all, long size) {
        Reservations own = of(session);
        for (String mailbox : all) {
            Optional<Long> reserved = Optional.ofNullable(own.octets.remove(mailbox));
            mailboxes.update(
                    mailbox,
                    before -> reserved.map(of(before)::giveBack)
                            .orElse(of(before))
                            .plus(size));
        }
    }

    /** The transaction is over: what is still reserved is given back. */
    void ended(String session) {
        Optional.ofNullable(sessions.remove(session)).ifPresent(own -> own.octets.forEach(this::giveBack));
    }

    /** What a session has reserved; where it has nothing, what is thrown away. */
    private Reservations of(String session) {
        return sessions.getOrDefault(session, new Reservations());
    }

    private void giveBack(String mailbox, Reservations own) {
        Long octets = own.octets.remove(mailbox);
        if (octets != null) {
            giveBack(mailbox, octets);
        }
    }

    private void giveBack(String mailbox, long octets) {
        mailboxes.update(mailbox, before -> of(before).giveBack(octets));
    }

    private static Used of(Optional<Used> before) {
        return before.orElse(Used.NOTHING);
    }

    /** What a session has reserved in its transaction. */
    private static final class Reservations {
        private final Map<String, Long> octets = new HashMap<>();

        /** The mailbox of the RCPT that has no reply yet. */
        private Optional<String> last = Optional.empty();
    }

    /**
     * What a mailbox holds, and what is reserved in it besides.
     *
     * @param hasRoom whether the last reservation was made
     */
    private record Used(long messages, long octets, long reserved, long reservedOctets, boolean hasRoom) {

        static final Used NOTHING = new Used(0, 0, 0, 0, true);

        Used reserve(long size, Mailboxes limits) {
            boolean messagesFit = limits.mostMessages == 0 || messages + reserved < limits.mostMessages;
            boolean room = messagesFit && fits(Math.max(1, size), limits);
            return room
                    ? new Used(messages, octets, reserved + 1, reservedOctets + size, true)
                    : new Used(messages, octets, reserved, reservedOctets, false);
        }

        Used resize(long before, long size, Mailboxes limits) {
            boolean room = fits(size - before, limits);
            return new Used(messages, octets, reserved, reservedOctets + (room ? size - before : 0), room);
        }

        /** Whether so many octets more may come; a message takes one at least. */
        private boolean fits(long more, Mailboxes limits) {
            return limits.mostOctets == 0 || more <= limits.mostOctets - octets - reservedOctets;
        }

        Used plus(long size) {
            return new Used(messages + 1, octets + size, reserved, reservedOctets, true);
        }

        /** A mailbox that was forgotten for want of room has no reservations left. */
        Used giveBack(long size) {
            return new Used(messages, octets, Math.max(0, reserved - 1), Math.max(0, reservedOctets - size), true);
        }
    }
}
