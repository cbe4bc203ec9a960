package org.fakesmtp.server.transport;

import java.util.HexFormat;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.fakesmtp.answer.Handshake;

/** Stands where TLS should, and answers the client's hello in a way that no client can go on from. What follows is thrown away. */
final class BrokenHandshake extends IoFilterAdapter {

    /** A record of TLS 1.2 with the alert handshake_failure (RFC 5246, section 7.2). */
    private static final String ALERT = "15 0303 0002 02 28";

    /** A record of TLS 1.0 with a hello of TLS 1.0 (RFC 2246, section 7.4.1.3): a random of noughts, no session, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, which clients of today still offer, no compression. */
    private static final String HELLO = "16 0301 002A 02 000026 0301 " + "00".repeat(32) + " 00 C013 00";

    private final Handshake.Course course;
    private boolean answered;

    BrokenHandshake(Handshake.Course course) {
        this.course = course;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (!answered) {
            answered = true;
            boolean aborts = course == Handshake.Course.ABORTED;
            byte[] octets = HexFormat.of().parseHex((aborts ? ALERT : HELLO).replace(" ", ""));
            next.filterWrite(session, new DefaultWriteRequest(IoBuffer.wrap(octets)));
            if (aborts) {
                session.closeOnFlush();
            }
        }
    }
}
