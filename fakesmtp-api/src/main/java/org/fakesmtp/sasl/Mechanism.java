package org.fakesmtp.sasl;

/** A way to authenticate. Keeps nothing about a client; one instance serves all sessions. */
public interface Mechanism {

    /** The registered name, in capitals: {@code CRAM-MD5}. */
    String name();

    /** Whether it can be offered only where the users' secrets are known. */
    default boolean needsSecret() {
        return false;
    }

    /**
     * A new exchange with one client.
     *
     * @param hostname the server's name, for mechanisms that show it
     */
    SaslExchange begin(Users users, String hostname);
}
