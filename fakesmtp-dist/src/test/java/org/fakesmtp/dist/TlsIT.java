package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs that look at TLS see, on request and from the start. */
class TlsIT {

    @TempDir
    static Path temporary;

    @AutoClose
    private static TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TlsServer.start(temporary.resolve("server"));
    }

    @ParameterizedTest
    @CsvSource({"starttls, 1_2", "starttls, 1_3", "implicit, 1_2", "implicit, 1_3"})
    void openssl_verifies_the_certificate_and_resumes_its_session(String kind, String version) throws Exception {
        Path session = temporary.resolve("session " + kind + version);

        Command.Run first = openssl(kind, version, "-sess_out", session.toString());
        assertThat(first.out())
                .contains("Verification: OK", "New, TLSv" + version.replace('_', '.'))
                .containsPattern("221 2\\.0\\.0 ");

        Command.Run second = openssl(kind, version, "-sess_in", session.toString());
        assertThat(second.out()).contains("Verification: OK", "Reused, TLSv" + version.replace('_', '.'));
    }

    private static Command.Run openssl(String kind, String version, String... options) throws Exception {
        Path input = Files.writeString(temporary.resolve("openssl.in"), "NOOP\r\nQUIT\r\n");
        Command openssl = Tools.command("openssl")
                .and("s_client", "-connect", "localhost:" + port(kind), "-tls" + version, "-ign_eof")
                .and("-CAfile", server.authority().toString(), "-verify_return_error", "-verify_hostname", "localhost")
                .and(options);
        return (kind.equals("starttls") ? openssl.and("-starttls", "smtp") : openssl)
                .reading(input)
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void sslscan_finds_neither_an_old_version_nor_a_weak_cipher(String kind) throws Exception {
        List<String> words =
                new ArrayList<>( // It waits seconds for each group that a server which may do without leaves unused.
                        List.of("--no-colour", "--no-groups", "localhost:" + port(kind)));
        if (kind.equals("starttls")) {
            words.add(0, "--starttls-smtp");
        }
        String seen =
                Tools.command("sslscan").and(words.toArray(String[]::new)).run().out();

        assertThat(seen)
                .containsPattern("SSLv2 +disabled")
                .containsPattern("SSLv3 +disabled")
                .containsPattern("TLSv1\\.0 +disabled")
                .containsPattern("TLSv1\\.1 +disabled")
                .containsPattern("TLSv1\\.2 +enabled")
                .containsPattern("TLSv1\\.3 +enabled")
                .containsPattern("Accepted +TLSv1\\.2")
                .contains("Session renegotiation not supported")
                .contains("TLSv1.3 not vulnerable to heartbleed", "TLSv1.2 not vulnerable to heartbleed");
        // So sslscan marks what is weak.
        assertThat(seen)
                .doesNotContainPattern(
                        "(?m)^(Accepted|Preferred) .*( (40|56|112) bits|RC4|3DES|DES-CBC|NULL|EXP|ADH|AECDH|MD5)");
    }

    @ParameterizedTest
    @CsvSource({"SWAKS, true", "SWAKS, false", "MSMTP, true", "MSMTP, false", "CURL, true", "CURL, false"})
    void clients_send_to_a_server_whose_certificate_they_trust_and_to_no_other(Verifying client, boolean trusted)
            throws Exception {
        Path content =
                Files.write(temporary.resolve("mail.eml"), Mail.all().get(0).content());
        Command command = client.command(server.port(), trusted ? server.authority() : server.stranger(), content);

        Command.Run run = command.run();

        assertThat(run.exit() == 0)
                .as("%s: %s%s", command, run.out(), run.err())
                .isEqualTo(trusted);
        assertThat(server.spool().count()).isEqualTo(trusted ? 1 : 0);
        if (trusted) {
            assertThat(server.spool().takeOnly().envelope()).contains("\"protocol\": \"ESMTPS\"");
        }
    }

    private static int port(String kind) {
        return kind.equals("starttls") ? server.port() : server.implicitPort();
    }

    /** The clients that verify a certificate after STARTTLS. */
    enum Verifying {
        SWAKS {
            @Override
            Command command(int port, Path authority, Path content) {
                return Tools.command("swaks")
                        .and("--server", "localhost", "--port", String.valueOf(port), "--helo", "client.test")
                        .and("--tls", "--tls-verify", "--tls-ca-path", authority.toString())
                        .and("--from", "ann@client.test", "--to", "bob@server.test", "--data", "@" + content);
            }
        },
        MSMTP {
            @Override
            Command command(int port, Path authority, Path content) {
                return Tools.command("msmtp")
                        .and("--host=localhost", "--port=" + port, "--domain=client.test", "--auth=off")
                        .and("--tls=on", "--tls-starttls=on", "--tls-trust-file=" + authority)
                        .and("--from=ann@client.test", "--", "bob@server.test")
                        .reading(content);
            }
        },
        CURL {
            @Override
            Command command(int port, Path authority, Path content) {
                return curl("smtp://localhost:" + port, authority, content);
            }
        };

        abstract Command command(int port, Path authority, Path content);

        /** Sends over TLS only, to {@code smtp:} or {@code smtps:}. */
        static Command curl(String url, Path authority, Path content) {
            return Tools.command("curl")
                    .and("--silent", "--show-error", "--ssl-reqd", "--cacert", authority.toString())
                    .and("--url", url, "--upload-file", content.toString())
                    .and("--mail-from", "ann@client.test", "--mail-rcpt", "bob@server.test");
        }
    }
}
