package org.fakesmtp.server.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.fakesmtp.internal.Nearest;

/** The cipher suites that this Java can be told to use, by their names. */
public final class CipherSuites {

    private static final List<String> SUPPORTED = supported();

    private CipherSuites() {}

    /**
     * Refuses a name that this Java does not know. The oldest suites begin with SSL_ there, and may begin with TLS_.
     *
     * @throws IllegalArgumentException which names it, and the nearest one
     */
    public static void check(String name) {
        if (!SUPPORTED.contains(name) && !SUPPORTED.contains(name.replaceFirst("^TLS_", "SSL_"))) {
            throw new IllegalArgumentException(
                    "this Java has no cipher suite '" + name + "'" + Nearest.hint(name, SUPPORTED));
        }
    }

    /**
     * The suites of a listener that names none: those that Java enables, without the ones that lack forward secrecy. A client
     * that speaks TLS 1.1 or 1.0 often has no other, so those that these versions know stay if a listener has one of
     * them.
     */
    static String[] standard(String[] enabled, List<String> protocols) {
        boolean old = JavaTls.isOld(protocols);
        return Stream.of(enabled)
                .filter(suite -> !suite.startsWith("TLS_RSA_") || (old && suite.endsWith("_CBC_SHA")))
                .toArray(String[]::new);
    }

    private static List<String> supported() {
        try {
            return List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
