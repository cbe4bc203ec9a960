package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fakesmtp.server.tls.TestAuthority;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What old clients need: other keys, cipher suites and versions. Versions that Java refuses are for the process of the server alone: {@code OldDevicesIT}. */
class OldTlsTest {

    /** What a client and a listener agree on where the client has one version and one cipher suite. */
    private static SSLSession agreed(int port, String version, String suite) throws IOException {
        try (TcpClient client = new TcpClient(port);
                SSLSocket secured = (SSLSocket) TestAuthority.client()
                        .getSocketFactory()
                        .createSocket(client.socket(), "localhost", port, false)) {
            secured.setEnabledProtocols(new String[] {version});
            secured.setEnabledCipherSuites(new String[] {suite});
            secured.startHandshake();
            return secured.getSession();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, EC",
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, RSA",
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, RSA",
        "TLSv1.3, TLS_AES_128_GCM_SHA256, EC"
    })
    void client_gets_a_certificate_for_the_keys_that_it_knows(String version, String suite, String algorithm)
            throws IOException {
        try (FakeSmtpServer server = TestServer.started(Map.of("tls.mode", "implicit"))) {
            SSLSession agreed = agreed(server.port(), version, suite);
            assertThat(agreed.getCipherSuite()).isEqualTo(suite);
            assertThat(agreed.getPeerCertificates()[0].getPublicKey().getAlgorithm())
                    .isEqualTo(algorithm);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', false", "TLS_RSA_WITH_AES_128_GCM_SHA256, true"})
    void suite_without_forward_secrecy_is_taken_only_where_it_is_named(String named, boolean taken) throws IOException {
        String suite = "TLS_RSA_WITH_AES_128_GCM_SHA256";
        Map<String, String> settings =
                named.isEmpty() ? Map.of("tls.mode", "implicit") : Map.of("tls.mode", "implicit", "tls.ciphers", named);
        try (FakeSmtpServer server = TestServer.started(settings)) {
            ThrowingCallable handshake = () -> agreed(server.port(), "TLSv1.2", suite);
            if (taken) {
                assertThatCode(handshake).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(handshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'1.2, 1.3', TLS_RSA_WITH_AES_256_GCM_SHA384",
        "'1.2, 1.3', TLS_RSA_WITH_AES_128_CBC_SHA256",
        "'1.2, 1.3', TLS_RSA_WITH_AES_128_CBC_SHA",
        "1.2, TLS_RSA_WITH_AES_256_CBC_SHA"
    })
    void suite_of_tls_1_2_without_forward_secrecy_is_not_offered_by_default(String protocols, String suite)
            throws IOException {
        Map<String, String> settings = Map.of("tls.mode", "implicit", "tls.protocols", protocols);
        try (FakeSmtpServer server = TestServer.started(settings)) {
            assertThatThrownBy(() -> agreed(server.port(), "TLSv1.2", suite)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void listener_has_the_cipher_suites_that_are_named_for_it() throws IOException {
        String common = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        String own = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256";
        Map<String, String> settings = Map.of(
                "tls.mode",
                "implicit",
                "tls.ciphers",
                common,
                "listener.own.address",
                "127.0.0.1:0",
                "listener.own.tls.ciphers",
                own + ", TLS_AES_128_GCM_SHA256");
        try (FakeSmtpServer server = TestServer.started(settings)) {
            assertThat(agreed(server.port("default"), "TLSv1.2", common).getCipherSuite())
                    .isEqualTo(common);
            assertThat(agreed(server.port("own"), "TLSv1.2", own).getCipherSuite())
                    .isEqualTo(own);
            assertThatThrownBy(() -> agreed(server.port("default"), "TLSv1.2", own))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls.ciphers", "listener.a.tls.ciphers"})
    void cipher_suite_that_there_is_not_is_an_error_with_a_guess(String key) {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listener.a.address", "127.0.0.1:0")
                .set("tls.mode", "starttls")
                .set(key, "TLS_AES_128_GCM_SHA256, TLS_AES_265_GCM_SHA384");
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessage("set: " + key + ": this Java has no cipher suite 'TLS_AES_265_GCM_SHA384',"
                        + " did you mean TLS_AES_256_GCM_SHA384?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tls.protocols | 1.0, 1.2
            tls.protocols | 1.1
            tls.ciphers   | TLS_RSA_WITH_3DES_EDE_CBC_SHA
            tls.ciphers   | TLS_RSA_WITH_NULL_SHA256, TLS_AES_128_GCM_SHA256
            """)
    void what_java_refuses_is_not_changed_in_the_process_of_others_who_are_told_what_to_set(String key, String value) {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("tls.mode", "starttls")
                .set(key, value);
        assertThatThrownBy(builder::build)
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "set: " + key + ": '" + value + "': Java refuses it in this process: start Java"
                                + " with -Djava.security.properties=FILE, a file with the line jdk.tls.disabledAlgorithms=SSLv3, ")
                .message()
                .satisfies(message -> assertThat(message.replaceFirst("^.*disabledAlgorithms=", "")
                                .split(", "))
                        .doesNotContain(
                                key.equals("tls.ciphers")
                                        ? value.contains("3DES") ? "3DES_EDE_CBC" : "NULL"
                                        : value.startsWith("1.0") ? "TLSv1" : "TLSv1.1"));
    }

    @Test
    void old_versions_are_no_matter_where_tls_is_off() {
        Map<String, String> settings = Map.of("tls.protocols", "1.0");
        try (FakeSmtpServer server = TestServer.started(settings);
                TcpClient client = new TcpClient(server.port())) {
            assertThat(client.line()).startsWith("220");
        }
    }
}
