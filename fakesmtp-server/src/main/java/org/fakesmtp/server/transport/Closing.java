package org.fakesmtp.server.transport;

import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.framing.Inbox;

/** How far a connection is on its way to its end, and what takes it there: an order, or the client that says no more. Used within the session's lane. */
final class Closing {

    private final Conversation conversation;
    private final Pump pump;
    private final Player player;
    private final Inbox inbox;
    private final Output output;
    private final Wire wire;
    private final Parting parting;
    private State state = State.OPEN;

    /** How far the connection is. */
    private enum State {
        OPEN,
        /** A close was ordered; what is unsent goes out first. */
        CLOSING,
        /** FIN is sent, input is thrown away until the client's FIN. */
        DRAINING,
        CLOSED
    }

    Closing(
            Conversation conversation,
            Pump pump,
            Player player,
            Inbox inbox,
            Output output,
            Wire wire,
            Parting parting) {
        this.conversation = conversation;
        this.pump = pump;
        this.player = player;
        this.inbox = inbox;
        this.output = output;
        this.wire = wire;
        this.parting = parting;
    }

    /** Whether the end is not in sight: the session goes on. */
    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether the client may be told more, be it only what is unsent. */
    boolean isSpeaking() {
        return state == State.OPEN || state == State.CLOSING;
    }

    /** Whether the connection is gone. */
    boolean isOver() {
        return state == State.CLOSED;
    }

    /** The session has gone as far as it goes, and what can go out at once is sent: goes on with the end where it is due. */
    void settle() {
        if (output.isSealed() && output.isEmpty()) {
            parting.halfClose();
        }
        if (state == State.OPEN && (player.ending().isPresent() || isAllAnswered())) {
            state = State.CLOSING;
        }
        if (state == State.CLOSING && output.isEmpty()) {
            begin();
        }
    }

    /** Whether the client will say no more, and has the replies to all that it said. */
    private boolean isAllAnswered() {
        return wire.isInputClosed() && !pump.isWaiting() && !pump.isHeldBack() && output.isEmpty();
    }

    /** Says no more, and takes nothing in. */
    void begin() {
        state = State.DRAINING;
        boolean saysNoMore = conversation.isQuitting() && inbox.isEmpty();
        inbox.clear();
        parting.begin(player.ending(), saysNoMore);
    }

    /** Octets came that nobody wants. */
    void drain(int length) {
        wire.drain(length);
        wire.read(true);
    }

    /** The client has closed its side: what it sent before is still answered, unless that was half a handshake. */
    void inputClosed(boolean inHandshake) {
        boolean ends = inHandshake && state != State.DRAINING;
        if (wire.isAtEnd() || (!ends && state != State.DRAINING)) {
            wire.inputClosed();
        }
        if (ends) {
            begin(); // a handshake that has failed ends its input too, and has an alert to send yet
        } else if (state == State.DRAINING && wire.isInputClosed() && wire.isOutputClosed()) {
            wire.closeNow();
        }
    }

    /** The connection is gone. */
    void end() {
        state = State.CLOSED;
        parting.end();
    }
}
