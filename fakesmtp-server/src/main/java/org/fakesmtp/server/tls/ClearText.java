package org.fakesmtp.server.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;

/** What a record is decrypted to, in a buffer that a thread has for all its sessions: to clear a new one for each record, as MINA's filter does, takes as long as to decrypt. */
final class ClearText {

    /** As long as the longest record: the engine wants room for more than comes of it. */
    private static final ThreadLocal<IoBuffer> BUFFER =
            ThreadLocal.withInitial(() -> IoBuffer.allocate(Records.LARGEST));

    private ClearText() {}

    /**
     * Decrypts a whole record outside a handshake. The record is left as it is where that cannot be.
     *
     * @return what it holds, until the thread decrypts the next
     */
    static IoBuffer of(IoBuffer record, SSLEngine engine) throws SSLException {
        IoBuffer clear = BUFFER.get().clear();
        if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !engine.isInboundDone()) {
            engine.unwrap(record.buf(), clear.buf());
        }
        return clear.flip();
    }
}
