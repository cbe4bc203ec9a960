package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.server.tls.TlsContexts;

/**
 * What connections of a listener pass on their way to a session.
 *
 * @param proxy takes PROXY headers, where some address is trusted to send them
 * @param tls makes the engines of TLS, from the first octet or after STARTTLS
 * @param time {@code limit.handshake-time}: so long may a PROXY header take, and so long a handshake; zero is without end
 */
public record Entrance(Optional<ProxyFilter> proxy, TlsContexts tls, Duration time) {

    /** Cuts off those whose PROXY header takes too long. */
    void sweep() {
        if (!time.isZero()) {
            proxy.ifPresent(filter -> filter.closeWaitingSince(time));
        }
    }

    /** Cuts off those whose PROXY header has not come. */
    void close() {
        proxy.ifPresent(filter -> filter.closeWaitingSince(Duration.ZERO));
    }
}
