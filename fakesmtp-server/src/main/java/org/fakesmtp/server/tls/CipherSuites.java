package org.fakesmtp.server.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.fakesmtp.api.Nearest;

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

    private static List<String> supported() {
        try {
            return List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
