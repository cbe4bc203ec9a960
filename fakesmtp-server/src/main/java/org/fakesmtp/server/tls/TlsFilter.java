package org.fakesmtp.server.tls;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.filter.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Secures one session; each session has a filter of its own. It stands right before the codec, behind a filter that reads PROXY headers.
 *
 * <p>The handshake begins when the filter is added. After STARTTLS add it on the I/O thread when the 220 has gone out: what was written before goes out in the clear, what arrives from then
 * on is the handshake. What has arrived before and is unread was sent in the clear: close the connection then.
 *
 * <p>Under TLS 1.3 the client's first command may come before the event {@code SECURED}; it is encrypted all the same. A close_notify of the client is passed on as {@code inputClosed}. A
 * handshake that fails, or a record that is none, comes as {@code exceptionCaught} with an {@link SSLException}; close the session then.
 */
public final class TlsFilter extends SslFilter {

    private final Supplier<SSLEngine> engines;
    private final Records records = new Records();
    private final ClientRecords client = new ClientRecords();
    private volatile @Nullable SSLEngine engine;
    private volatile boolean inputEnded;
    private volatile boolean connectionEnded;
    private volatile Optional<Last> last = Optional.empty();

    private TlsFilter(Supplier<SSLEngine> engines) {
        super(placeholder(), true);
        this.engines = engines;
        // The default one strands what is decrypted behind a task of the handshake until the client sends more, and a
        // client that has shown a certificate waits for a reply.
        setUseNonBlockingPipeline(false);
    }

    /** A filter that asks for its engine when it is added. */
    public static TlsFilter of(Supplier<SSLEngine> engine) {
        return new TlsFilter(engine);
    }

    /** The filter that secures a session, where one does. */
    public static Optional<TlsFilter> in(IoSession session) {
        return Optional.ofNullable((TlsFilter) session.getFilterChain().get(TlsFilter.class));
    }

    /** What the superclass asks for and nobody uses, as {@link #createEngine} is overridden. */
    private static SSLContext placeholder() {
        try {
            return SSLContext.getInstance("TLS");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends close_notify, or the alert that says why TLS has failed. Call it when everything is written; nothing can be written after it.
     *
     * @param sent is run once that and all before it has gone out, and the connection may end then
     */
    public void closeNotify(IoSession session, Runnable sent) throws SSLException {
        IoFilter.NextFilter next = session.getFilterChain().getNextFilter(this);
        WriteRequest behindAll = new DefaultWriteRequest(IoBuffer.allocate(0));
        last = Optional.of(new Last(behindAll, sent));
        if (session.getAttribute(SSL_HANDLER) instanceof SslHandler handler) {
            closeNotify(handler, next);
        }
        next.filterWrite(session, behindAll);
    }

    /** A task of the handshake that fails on another thread holds the handler's lock until its alert is on its way: it must not be overtaken. */
    private void closeNotify(SslHandler handler, IoFilter.NextFilter next) throws SSLException {
        synchronized (handler) {
            if (!isOutputDone()) {
                handler.close(next, false);
            }
        }
    }

    /** A write of nothing, and what follows when it has gone out. */
    private record Last(WriteRequest request, Runnable then) {}

    @Override
    protected SSLEngine createEngine(IoSession session, InetSocketAddress address) {
        SSLEngine created = engines.get();
        engine = created;
        return created;
    }

    @Override
    public void messageReceived(IoFilter.NextFilter next, IoSession session, Object message) throws Exception {
        IoBuffer arrived = (IoBuffer) message;
        while (arrived.hasRemaining() && !inputEnded) {
            boolean secured = session.getAttribute(SSL_SECURED) != null;
            IoBuffer record = records.next(arrived, secured);
            if (!secured) {
                client.read(record);
            }
            if (record.hasRemaining()) {
                received(next, session, record, secured && records.isWholeContent());
            }
        }
    }

    private void received(IoFilter.NextFilter next, IoSession session, IoBuffer record, boolean isContent)
            throws Exception {
        try {
            if (isContent && session.getAttribute(SSL_HANDLER) instanceof SslHandler handler) {
                decrypt(handler, next, session, record);
            }
            if (record.hasRemaining() || isInputDone()) {
                super.messageReceived(next, session, record);
            }
        } catch (IllegalStateException e) {
            // How it says that octets stood behind close_notify.
            if (!isInputDone()) {
                throw e;
            }
        } catch (SSLException e) {
            inputEnded = true;
            throw e;
        }
        if (isInputDone()) {
            inputEnded = true;
            next.inputClosed(session);
        }
    }

    /** The lock is that of the handler, which may hand on what came before. */
    private void decrypt(SslHandler handler, IoFilter.NextFilter next, IoSession session, IoBuffer record)
            throws SSLException {
        synchronized (handler) {
            SSLEngine current = engine;
            if (current != null) {
                IoBuffer clear = ClearText.of(record, current);
                if (clear.hasRemaining()) {
                    next.messageReceived(session, clear);
                }
            }
        }
    }

    @Override
    public void inputClosed(IoFilter.NextFilter next, IoSession session) throws Exception {
        connectionEnded = true;
        super.inputClosed(next, session);
    }

    /**
     * Why the handshake, or the TLS after it, has failed, in words for the log.
     *
     * @param trust what the client has to trust, to be said of one that does not
     */
    public String reason(SSLException failure, String trust) {
        return failure(trust).words(failure);
    }

    /** The same of a client that has closed the connection in the middle of the handshake, or right behind it; empty if it has said goodbye by close_notify then. */
    public Optional<String> reasonOfClosing(boolean secured, String trust) {
        if (secured && inputEnded) {
            return Optional.empty();
        }
        return Optional.of(
                secured ? failure(trust).closedAtCertificate() : failure(trust).closed());
    }

    private TlsFailure failure(String trust) {
        SSLEngine current = engine;
        SSLSession agreeing = current == null ? null : current.getHandshakeSession();
        return new TlsFailure(client, agreeing != null && agreeing.getLocalCertificates() != null, trust);
    }

    /** Whether the client has closed the connection itself. Where it has only ended the session of TLS, octets may come still. */
    public boolean hasConnectionEnded() {
        return connectionEnded;
    }

    private boolean isInputDone() {
        SSLEngine current = engine;
        return current != null && current.isInboundDone();
    }

    /** What can no longer be sent, as the client has ended the session both ways, ends the connection. */
    @Override
    public void filterWrite(IoFilter.NextFilter next, IoSession session, WriteRequest request) throws Exception {
        if (isOutputDone()) {
            session.closeNow();
        } else {
            super.filterWrite(next, session, request);
        }
    }

    @Override
    public void messageSent(IoFilter.NextFilter next, IoSession session, WriteRequest request) throws Exception {
        Optional<Last> gone = last.filter(behindAll -> behindAll.request == request);
        if (gone.isPresent()) {
            gone.get().then.run();
        } else {
            super.messageSent(next, session, request);
        }
    }

    private boolean isOutputDone() {
        SSLEngine current = engine;
        return current != null && current.isOutboundDone();
    }
}
