package org.fakesmtp.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a session. An immutable value: a later fact makes a new one.
 *
 * @param id the session's name in logs and transcripts, unique within a run of the server
 * @param client the client's address and port
 * @param listener the name of the listener that took the connection; {@code default} where only one is set
 * @param started when the connection was made
 * @param helo the name given by HELO or EHLO, as it came
 * @param extended whether the client greeted with EHLO
 */
public record SessionFacts(
        String id,
        InetSocketAddress client,
        String listener,
        Instant started,
        Optional<String> helo,
        boolean extended) {

    /** The facts of a fresh session, before HELO. */
    public static SessionFacts fresh(String id, InetSocketAddress client, String listener, Instant started) {
        return new SessionFacts(id, client, listener, started, Optional.empty(), false);
    }

    /** These facts after HELO or EHLO. */
    public SessionFacts greeted(String name, boolean byEhlo) {
        return new SessionFacts(id, client, listener, started, Optional.of(name), byEhlo);
    }

    /** The protocol as a trace header names it (RFC 3848): {@code SMTP} or {@code ESMTP}. */
    public String protocol() {
        return extended ? "ESMTP" : "SMTP";
    }

    /** The client's address without a name look-up: {@code 127.0.0.1} or {@code 0:0:0:0:0:0:0:1}. */
    public String clientAddress() {
        return client.getAddress() == null
                ? client.getHostString()
                : client.getAddress().getHostAddress();
    }
}
