package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {

    private static final PemSamples OWN = PemSamples.of("EC", 256);
    private static final PemSamples STRANGER = PemSamples.of("RSA", 2048);

    @TempDir
    private Path folder;

    private CertificateAuthority authority;

    @BeforeEach
    void begin() {
        authority = new CertificateAuthority(folder.resolve("cache"), Optional.empty(), InstantSource.system());
    }

    @ParameterizedTest
    @CsvSource({"'1.2, 1.3',TLSv1.3", "1.2,TLSv1.2", "1.3,TLSv1.3"})
    void theVersionsAreThoseOfTheSettings(String versions, String chosen) throws Exception {
        SSLEngine server = contexts("protocols", versions).engine();

        assertThat(Handshake.between(client(), server).getProtocol()).isEqualTo(chosen);
    }

    @Test
    void aVersionThatIsNotOfferedIsRefused() {
        SSLEngine client = client();
        client.setEnabledProtocols(new String[] {"TLSv1.2"});

        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() ->
                        Handshake.between(client, contexts("protocols", "1.3").engine()));
    }

    @Test
    void theUsersOwnCertificateIsShown() throws Exception {
        Path file = PemSamples.write(folder.resolve("own.pem"), OWN.key() + OWN.certificatePem());
        TlsContexts contexts = contexts("certificate", file.toString());

        assertThat(shown(contexts)).containsExactly(OWN.certificate());
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void aClientResumesItsSession(String version) throws Exception {
        TlsContexts contexts = contexts("protocols", version);
        SSLContext client = Handshake.client(authority.certificate());
        SSLSession first = Handshake.between(Handshake.client(client, "localhost"), contexts.engine());

        SSLSession second = Handshake.between(Handshake.client(client, "localhost"), contexts.engine());

        assertThat(second.getCreationTime()).isEqualTo(first.getCreationTime());
    }

    @ParameterizedTest
    @CsvSource({"none,false", "want,true", "require,true"})
    void aClientIsAskedForACertificateWhereThatIsWanted(String clientAuth, boolean asked) throws Exception {
        SSLEngine server = contexts("client-auth", clientAuth).engine();

        Handshake.between(client(STRANGER), server);

        assertThat(isKnown(server.getSession())).isEqualTo(asked);
    }

    @Test
    void aClientWithoutACertificateIsTakenWhereNoneIsRequired() throws Exception {
        SSLEngine server = contexts("client-auth", "want").engine();

        Handshake.between(client(), server);

        assertThat(isKnown(server.getSession())).isFalse();
    }

    @Test
    void aClientWithoutACertificateIsRefusedWhereOneIsRequired() {
        SSLEngine server = contexts("client-auth", "require").engine();

        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> Handshake.between(client(), server));
    }

    @Test
    void onlyClientsOfTheTrustedAuthoritiesAreTaken() throws Exception {
        Path file = PemSamples.write(folder.resolve("trust.pem"), OWN.certificatePem());
        TlsContexts contexts = contexts("client-auth", "require", "trust", file.toString());

        Handshake.between(client(OWN), contexts.engine());

        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> Handshake.between(client(STRANGER), contexts.engine()));
    }

    private List<Certificate> shown(TlsContexts contexts) throws SSLException {
        SSLContext trusting = Handshake.client(OWN.certificate());
        SSLEngine client = trusting.createSSLEngine();
        client.setUseClientMode(true);
        return List.of(Handshake.between(client, contexts.engine()).getPeerCertificates());
    }

    private static boolean isKnown(SSLSession session) {
        try {
            return session.getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private SSLEngine client() {
        return Handshake.client(Handshake.client(authority.certificate()), "localhost");
    }

    private SSLEngine client(PemSamples shown) {
        Identity identity = new Identity(shown.keys().getPrivate(), List.of(shown.certificate()));
        return Handshake.client(Handshake.client(authority.certificate(), identity), "localhost");
    }

    private TlsContexts contexts(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            values.put("tls." + pairs[index], pairs[index + 1]);
        }
        TlsSettings settings = TlsSettings.read(Settings.of(Map.of()), Settings.of(values), TlsMode.STARTTLS);
        return new TlsContexts(settings, authority, "mail.example.test");
    }
}
