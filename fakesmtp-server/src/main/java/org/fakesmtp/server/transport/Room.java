package org.fakesmtp.server.transport;

import org.fakesmtp.protocol.Memory;
import org.fakesmtp.protocol.framing.Inbox;

/** What a session may keep, unread or unsent, and what it does keep of the memory of all. Used within the session's lane. */
final class Room {

    /** A session that waits keeps so many octets unread by the conversation before reading stops. */
    static final int UNREAD = 8 * 1024;

    /** A session may keep so many octets, unread or unsent, when those of all sessions have reached the limit; they do not count towards it. */
    static final int OWN = 4 * 1024;

    private final Memory memory;
    private final Inbox inbox;
    private final Output output;
    private final Memory.Holding held;

    Room(Memory memory, Inbox inbox, Output output) {
        this.memory = memory;
        this.inbox = inbox;
        this.output = output;
        this.held = memory.holding(OWN);
    }

    /** Whether the sessions together keep as much as they may: then this one is to keep no more than its own. */
    boolean isShort() {
        return memory.isShort();
    }

    /**
     * Whether a session that waits may read more.
     *
     * @param ahead how many octets it will need together
     */
    boolean isThereForInput(int ahead) {
        return inbox.size() <= (isShort() ? OWN : Math.max(UNREAD, ahead));
    }

    /** Keeps account of what the session keeps now. */
    void settle() {
        held.hold((long) inbox.capacity() + output.capacity());
    }

    /** The connection is gone. */
    void release() {
        held.hold(0);
    }
}
