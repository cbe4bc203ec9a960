package org.fakesmtp.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who a server says it is.
 *
 * @param chain the certificate of the key first, then what is sent with it
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

    /** @throws IllegalArgumentException where the chain is empty */
    public Identity {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
        chain = List.copyOf(chain);
    }

    /** The certificate of the key. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The same without the certificates that lead to the authority. */
    Identity alone() {
        return new Identity(key, chain.subList(0, 1));
    }

    /** Names the certificates and never the key. */
    @Override
    public String toString() {
        return chain.stream()
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .toList()
                .toString();
    }
}
