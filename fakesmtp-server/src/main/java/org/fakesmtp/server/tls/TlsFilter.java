package org.fakesmtp.server.tls;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.filter.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Secures one session; each session has a filter of its own. It stands right before the codec, behind a filter that reads PROXY headers.
 *
 * <ul>
 *   <li>{@link #implicit}: put it into the chain when the session's chain is built. The handshake begins with {@code sessionOpened}, which is passed on at once: greet when {@code
 *       SslEvent.SECURED} has come.
 *   <li>{@link #startTls}: write the 220, and add the filter in the same turn of the I/O thread. What was written before goes out in the clear; what arrives from then on is the handshake.
 *       What has arrived before and is unread was sent in the clear: close the connection then.
 * </ul>
 *
 * <p>Under TLS 1.3 the client's first command may come before the event {@code SECURED}; it is encrypted all the same. A close_notify of the client is passed on as {@code inputClosed}. A
 * handshake that fails, or a record that is none, comes as {@code exceptionCaught} with an {@link SSLException}; close the session then.
 */
public final class TlsFilter extends SslFilter {

    private final Supplier<SSLEngine> engines;
    private @Nullable SSLEngine engine;
    private boolean inputEnded;
    private Optional<Runnable> afterCloseNotify = Optional.empty();

    private TlsFilter(Supplier<SSLEngine> engines, boolean atOnce) {
        super(placeholder(), atOnce);
        this.engines = engines;
    }

    /** For a session that is secured from its first octet. The engine is asked for when the session is opened. */
    public static TlsFilter implicit(Supplier<SSLEngine> engine) {
        return new TlsFilter(engine, false);
    }

    /** For a session that goes on in TLS as soon as the filter is added. */
    public static TlsFilter startTls(Supplier<SSLEngine> engine) {
        return new TlsFilter(engine, true);
    }

    /** The filter that secures a session, where one does. */
    public static Optional<TlsFilter> of(IoSession session) {
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
     * Sends close_notify. Call it when everything is written; nothing can be written after it.
     *
     * @param sent is run once it has gone out, and the connection may end then; never where the connection ends before
     */
    public void closeNotify(IoSession session, Runnable sent) throws SSLException {
        SslHandler handler = (SslHandler) session.getAttribute(SSL_HANDLER);
        if (handler == null || engine == null || engine.isOutboundDone()) {
            sent.run();
            return;
        }
        afterCloseNotify = Optional.of(sent);
        handler.close(session.getFilterChain().getNextFilter(this), false);
    }

    @Override
    protected SSLEngine createEngine(IoSession session, InetSocketAddress address) {
        SSLEngine created = engines.get();
        engine = created;
        return created;
    }

    @Override
    public void messageReceived(IoFilter.NextFilter next, IoSession session, Object message) throws Exception {
        if (inputEnded) {
            return;
        }
        super.messageReceived(next, session, message);
        if (engine != null && engine.isInboundDone()) {
            inputEnded = true;
            next.inputClosed(session);
        }
    }

    /** What can no longer be sent, as the client has ended the session both ways, ends the connection. */
    @Override
    public void filterWrite(IoFilter.NextFilter next, IoSession session, WriteRequest request) throws Exception {
        if (engine != null && engine.isOutboundDone()) {
            session.closeNow();
        } else {
            super.filterWrite(next, session, request);
        }
    }

    @Override
    public void messageSent(IoFilter.NextFilter next, IoSession session, WriteRequest request) throws Exception {
        super.messageSent(next, session, request);
        if (afterCloseNotify.isPresent() && session.getWriteRequestQueue().isEmpty(session)) {
            Runnable sent = afterCloseNotify.get();
            afterCloseNotify = Optional.empty();
            sent.run();
        }
    }
}
