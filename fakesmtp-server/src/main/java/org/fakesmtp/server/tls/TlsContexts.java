package org.fakesmtp.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.fakesmtp.answer.Handshake;

/**
 * The TLS of a listener: engines for its sessions. A context for each kind of certificate is made at first use and kept, so that clients can resume their TLS sessions. Safe for
 * threads.
 */
public final class TlsContexts {

    private static final char[] PASSWORD = {};

    private final TlsSettings settings;
    private final CertificateAuthority authority;
    private final String hostname;
    private final Map<CertificateKind, SSLContext> contexts = new ConcurrentHashMap<>();

    /** @param hostname what the server's own certificates are made out to */
    public TlsContexts(TlsSettings settings, CertificateAuthority authority, String hostname) {
        this.settings = settings;
        this.authority = authority;
        this.hostname = hostname;
    }

    /** Makes what the first handshake needs. It may take some seconds on a busy machine: call it on a worker before a handshake begins on an I/O thread. */
    public void prepare() {
        context(CertificateKind.VALID);
    }

    /** Whether the engine for such a session is made at once. */
    public boolean isPrepared(Handshake handshake) {
        return contexts.containsKey(kind(handshake));
    }

    /** The engine for one session. */
    public SSLEngine engine() {
        return engine(CertificateKind.VALID);
    }

    /** The engine for one session that shows a certificate of this kind; the valid one is the user's own where there is one. */
    public SSLEngine engine(CertificateKind kind) {
        SSLEngine engine = context(kind).createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(settings.protocols().toArray(String[]::new));
        engine.setEnabledCipherSuites(
                settings.cipherSuites().isEmpty()
                        ? CipherSuites.standard(engine.getEnabledCipherSuites(), settings.protocols())
                        : settings.cipherSuites().toArray(String[]::new));
        switch (settings.clientAuth()) {
            case WANT -> engine.setWantClientAuth(true);
            case REQUIRE -> engine.setNeedClientAuth(true);
            case NONE -> {}
        }
        return engine;
    }

    /** The engine for one session whose handshake a rule may have something to say about. */
    public SSLEngine engine(Handshake handshake) {
        SSLEngine engine = engine(kind(handshake));
        handshake.only().ifPresent(only -> {
            if (only.startsWith("TLS_")) {
                engine.setEnabledCipherSuites(new String[] {only});
            } else {
                engine.setEnabledProtocols(new String[] {"TLSv" + only});
            }
        });
        return engine;
    }

    /** What a client has to do in order to trust the certificate that it is shown, in words for the log. */
    public String trust(Handshake handshake) {
        if (handshake.certificate().isPresent()) {
            return "a rule has shown it a wrong one";
        }
        return settings.identity()
                .map(own -> "it has to trust the issuer, "
                        + own.certificate().getIssuerX500Principal().getName())
                .orElseGet(authority::trust);
    }

    private static CertificateKind kind(Handshake handshake) {
        return handshake
                .certificate()
                .map(bad -> CertificateKind.valueOf(bad.name()))
                .orElse(CertificateKind.VALID);
    }

    private SSLContext context(CertificateKind kind) {
        return contexts.computeIfAbsent(kind, this::newContext);
    }

    private SSLContext newContext(CertificateKind kind) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(identities(kind)), PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trustManagers(settings.trusted()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS with a certificate that is " + kind, e);
        }
    }

    private List<Identity> identities(CertificateKind kind) {
        return kind == CertificateKind.VALID && settings.identity().isPresent()
                ? List.of(settings.identity().get())
                : authority.identities(kind, hostname);
    }

    /** Of the type JKS, which takes a chain as it is: that of the user may lack a link. */
    private static KeyStore keyStore(List<Identity> identities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        for (Identity identity : identities) {
            store.setKeyEntry(
                    "key" + store.size(),
                    identity.key(),
                    PASSWORD,
                    identity.chain().toArray(Certificate[]::new));
        }
        return store;
    }

    private static TrustManager[] trustManagers(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        if (trusted.isEmpty()) {
            return new TrustManager[] {new AnyClient()};
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int index = 0; index < trusted.size(); index++) {
            store.setCertificateEntry("ca" + index, trusted.get(index));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
