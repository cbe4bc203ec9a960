package org.fakesmtp.mail;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a session. An immutable value: a later fact makes a new one.
 *
 * <pre>{@code
 * hooks.answer(Stage.MAIL, exchange -> {
 *     SessionFacts session = exchange.session();
 *     boolean trusted = session.tls().isPresent() || session.clientAddress().equals("127.0.0.1");
 *     return trusted ? Answer.proceed() : Answer.reply(530, "5.7.0", "STARTTLS first");
 * });
 * }</pre>
 *
 * @param id the session's name in logs and transcripts, unique within a run of the server
 * @param client the client's address and port; behind a load balancer those that PROXY tells, after XCLIENT those that it tells
 * @param clientName the client's host name, where XCLIENT tells it; it is never looked up
 * @param listener the name of the listener that took the connection; {@code default} where only one is set
 * @param hostname the name by which the server introduces itself
 * @param started when the connection was made
 * @param helo the name given by HELO, EHLO or LHLO, as it came
 * @param greeting which of them it was; {@code HELO} before any
 * @param tls what TLS has agreed on, where it is active
 * @param user the identity of the client, once it is authenticated
 */
public record SessionFacts(
        String id,
        InetSocketAddress client,
        Optional<String> clientName,
        String listener,
        String hostname,
        Instant started,
        Optional<String> helo,
        Stage greeting,
        Optional<Tls> tls,
        Optional<String> user) {

    /**
     * What TLS has agreed on.
     *
     * @param version such as {@code TLSv1.3}; empty where it is not known
     * @param cipher the cipher suite; empty where it is not known
     * @param client the subject of the client's certificate as RFC 2253 writes it, where the client has shown one
     */
    public record Tls(String version, String cipher, Optional<String> client) {

        /** TLS, and no more is known of it. */
        public static final Tls BEGUN = new Tls("", "", Optional.empty());
    }

    /** The facts of a fresh session, before HELO. */
    public static SessionFacts fresh(String id, InetSocketAddress client, String listener, Instant started) {
        return new SessionFacts(
                id,
                client,
                Optional.empty(),
                listener,
                "localhost",
                started,
                Optional.empty(),
                Stage.HELO,
                Optional.empty(),
                Optional.empty());
    }

    /** These facts of a server that calls itself so. */
    public SessionFacts at(String name) {
        return new SessionFacts(id, client, clientName, listener, name, started, helo, greeting, tls, user);
    }

    /** These facts after HELO, EHLO or LHLO. */
    public SessionFacts greeted(String name, Stage by) {
        return new SessionFacts(id, client, clientName, listener, hostname, started, Optional.of(name), by, tls, user);
    }

    /** These facts when TLS begins, or has agreed: what was said before is forgotten (RFC 3207, section 4.2). */
    public SessionFacts secured(Tls agreed) {
        boolean begins = tls.isEmpty();
        return new SessionFacts(
                id,
                client,
                clientName,
                listener,
                hostname,
                started,
                begins ? Optional.empty() : helo,
                begins ? Stage.HELO : greeting,
                Optional.of(agreed),
                begins ? Optional.empty() : user);
    }

    /** These facts of a session that begins again for another client, as XCLIENT says; TLS goes on. */
    public SessionFacts speakingFor(
            InetSocketAddress other,
            Optional<String> name,
            Optional<String> greeter,
            Stage by,
            Optional<String> login) {
        return new SessionFacts(id, other, name, listener, hostname, started, greeter, by, tls, login);
    }

    /** These facts after AUTH. */
    public SessionFacts authenticated(String identity) {
        return new SessionFacts(
                id, client, clientName, listener, hostname, started, helo, greeting, tls, Optional.of(identity));
    }

    /** Whether the client greeted with EHLO. */
    public boolean extended() {
        return greeting.equals(Stage.EHLO);
    }

    /** The protocol as a trace header names it (RFC 3848): {@code SMTP}, {@code ESMTP}, {@code LMTP}, with {@code S} under TLS and {@code A} after AUTH. */
    public String protocol() {
        if (greeting.equals(Stage.HELO)) {
            return "SMTP";
        }
        return (extended() ? "ESMTP" : "LMTP") + (tls.isPresent() ? "S" : "") + (user.isPresent() ? "A" : "");
    }

    /** The client's address without a name look-up: {@code 127.0.0.1} or {@code 0:0:0:0:0:0:0:1}. */
    public String clientAddress() {
        return client.getAddress() == null
                ? client.getHostString()
                : client.getAddress().getHostAddress();
    }
}
