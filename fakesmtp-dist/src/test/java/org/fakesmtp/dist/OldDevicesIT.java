package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak an old TLS, or call the server what is no host name: the process of the server takes them, if it is told to. */
class OldDevicesIT {

    @TempDir
    static Path temporary;

    private static TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TlsServer.start(
                temporary.resolve("server"),
                "listener.old.address=localhost:0",
                "listener.old.tls.protocols=1.0, 1.1, 1.2, 1.3",
                "listener.weak.address=localhost:0",
                "listener.weak.tls.protocols=1.0, 1.2",
                "listener.weak.tls.ciphers=TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String openssl(String listener, String... options) throws Exception {
        return Tools.command("openssl")
                .and("s_client", "-connect", "localhost:" + server.server().port(listener), "-starttls", "smtp")
                .and("-CAfile", server.authority().toString(), "-verify_return_error")
                .and(options)
                .run()
                .out();
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1, DEFAULT@SECLEVEL=0, TLSv1",
        "-tls1, AES128-SHA@SECLEVEL=0, TLSv1",
        "-tls1_1, DEFAULT@SECLEVEL=0, TLSv1.1",
        "-tls1_1, ECDHE-RSA-AES128-SHA@SECLEVEL=0, TLSv1.1",
        "-tls1_2, AES128-SHA@SECLEVEL=0, TLSv1.2"
    })
    void old_version_is_spoken_if_it_is_asked_for(String version, String ciphers, String agreed) throws Exception {
        assertThat(openssl("old", version, "-cipher", ciphers))
                .contains("Verification: OK")
                .containsPattern("Protocol +: " + agreed + "\\s");
    }

    @Test
    void old_version_is_not_spoken_by_a_listener_that_is_not_told_to() throws Exception {
        assertThat(openssl("default", "-tls1", "-cipher", "DEFAULT@SECLEVEL=0")).contains("Cipher is (NONE)");
    }

    @Test
    void listener_has_no_other_cipher_suites_than_are_named() throws Exception {
        assertThat(openssl("weak", "-tls1_2", "-cipher", "AES128-SHA:ECDHE-RSA-AES128-SHA@SECLEVEL=0"))
                .contains("Cipher is AES128-SHA");
        assertThat(openssl("weak", "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA@SECLEVEL=0"))
                .contains("Cipher is (NONE)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fake_smtp", "localhost.", "a..b", ".", "-x-", "*.test", "127.0.0.1", "::1", "a b", "\u00fc.test"
            })
    void name_that_is_no_host_name_is_ignored(String name) throws Exception {
        assertThat(openssl("default", "-servername", name)).contains("Verification: OK", "New, TLSv1.3");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 250, 255})
    void name_that_is_too_long_is_ignored(int length) throws Exception {
        name_that_is_no_host_name_is_ignored("a".repeat(length));
    }
}
