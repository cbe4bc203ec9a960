package org.fakesmtp.server.transport;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.server.tls.TlsFilter;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why the handshake of a session failed, once. Used within the session's lane. */
final class FailedHandshakes {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final IoSession io;
    private final Conversation conversation;
    private final LongSupplier octets;
    private Optional<Supplier<String>> trust = Optional.empty();
    private long octetsBefore;

    /** @param octets how many the session has had */
    FailedHandshakes(IoSession io, Conversation conversation, LongSupplier octets) {
        this.io = io;
        this.conversation = conversation;
        this.octets = octets;
    }

    /**
     * A handshake is to begin.
     *
     * @param advice what the client has to trust
     */
    void expect(Supplier<String> advice) {
        octetsBefore = octets.getAsLong();
        trust = Optional.of(advice);
    }

    /** What comes of it is not the client's doing, or is logged elsewhere. */
    void expectNothing() {
        trust = Optional.empty();
    }

    void failed(SSLException failure) {
        LOG.debug("session {}", conversation.session().id(), failure);
        log((filter, advice) -> Optional.of(filter.reason(failure, advice)));
    }

    /** The client has closed the connection: in the middle of a handshake, or after one and without a word, as those do that verify the certificate only then. */
    void closed(boolean secured) {
        if (!secured || octets.getAsLong() == octetsBefore) {
            log((filter, advice) -> filter.reasonOfClosing(secured, advice));
        }
    }

    private void log(BiFunction<TlsFilter, String, Optional<String>> words) {
        trust.flatMap(advice -> TlsFilter.in(io).flatMap(filter -> words.apply(filter, advice.get())))
                .ifPresent(reason -> LOG.info(
                        "session {}: TLS with {} failed: {}",
                        conversation.session().id(),
                        conversation.session().clientAddress(),
                        Printable.text(reason)));
        trust = Optional.empty();
    }
}
