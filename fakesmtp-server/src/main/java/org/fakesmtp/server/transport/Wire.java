package org.fakesmtp.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.tls.TlsFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket of a session, as far as reading and ending it go. Used within the session's lane. */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** After FIN, so much input is still read and so long, lest a RST overtake the last reply. */
    private static final int DRAINED = 256 * 1024;

    static final Duration DRAIN_TIME = Duration.ofSeconds(2);

    private final IoSession io;
    private boolean inputClosed;
    private boolean outputClosed;
    private int drained;

    Wire(IoSession io) {
        this.io = io;
    }

    /** The client has sent FIN: nothing is left to read, and the selector would say so again and again. */
    void inputClosed() {
        inputClosed = true;
        io.suspendRead();
    }

    /** Whether nothing can come any more: a client that ends TLS may go on sending, and to close the connection then would reset it, with what was said last unread. */
    boolean isAtEnd() {
        return TlsFilter.in(io).map(TlsFilter::hasConnectionEnded).orElse(true);
    }

    boolean isInputClosed() {
        return inputClosed;
    }

    /** Stops reading while it is not wanted, and goes on when it is. */
    void read(boolean wanted) {
        if (!wanted && !io.isReadSuspended()) {
            io.suspendRead();
        } else if (wanted && !inputClosed && io.isReadSuspended()) {
            io.resumeRead();
        }
    }

    /** Stops reading until {@link #read} says otherwise. May be called from outside the lane, before a task that does so enters it. */
    void pauseReading() {
        io.suspendRead();
    }

    long octetsRead() {
        return io.getReadBytes();
    }

    long writes() {
        return io.getWrittenMessages();
    }

    /** Sends RST, past all filters. */
    void reset() {
        ((SocketSessionConfig) io.getConfig()).setSoLinger(0);
        ((NioSession) io).getProcessor().remove((NioSession) io);
    }

    /** Under TLS sends close_notify, and does this when it has gone out; otherwise does it at once. */
    void closeNotify(Runnable then) {
        Optional<TlsFilter> tls = TlsFilter.in(io);
        if (tls.isEmpty()) {
            then.run();
            return;
        }
        try {
            tls.get().closeNotify(io, then);
        } catch (SSLException e) {
            LOG.debug("no close_notify: {}", Reason.of(e));
            then.run();
        }
    }

    /** Whether nothing has come that is not read yet, and closing takes nothing from the client: not a reply that a RST would overtake, and no close_notify. */
    boolean hasNothingMore() {
        try {
            return TlsFilter.in(io).isEmpty()
                    && ((SocketChannel) ((NioSession) io).getChannel()).read(ByteBuffer.allocate(1)) <= 0;
        } catch (IOException e) {
            LOG.debug("the connection is gone already: {}", Reason.of(e));
            return true;
        }
    }

    boolean isOutputClosed() {
        return outputClosed;
    }

    /** Sends FIN; what the client still sends is read and thrown away. */
    void shutDownOutput() {
        outputClosed = true;
        try {
            ((SocketChannel) ((NioSession) io).getChannel()).shutdownOutput();
        } catch (IOException e) {
            LOG.debug("the connection is gone already: {}", Reason.of(e));
            io.closeNow();
        }
    }

    /** Octets came that nobody wants. */
    void drain(int length) {
        drained += length;
        if (drained > DRAINED) {
            io.closeNow();
        }
    }

    /** Closes at once; may be called from anywhere. */
    void closeNow() {
        io.closeNow();
    }
}
