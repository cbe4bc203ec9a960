package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients authenticate with the mechanisms that they know, over a STARTTLS whose certificate they verify. */
class AuthIT {

    private static final String SECRET = "right-secret";

    @TempDir
    static Path temporary;

    @AutoClose
    private static TlsServer any;

    @AutoClose
    private static TlsServer users;

    private static Path content;

    @BeforeAll
    static void start() throws Exception {
        content = Files.write(temporary.resolve("mail.eml"), Mail.all().get(0).content());
        Path file = Files.writeString(temporary.resolve("users"), "ann:" + SECRET + "\n");
        any = TlsServer.start(temporary.resolve("any"), "auth.required=on");
        users = TlsServer.start(temporary.resolve("users only"), "auth.required=on", "auth.mode=" + file);
    }

    static Stream<Arguments> anyMode() {
        return clients("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER").filter(AuthIT::isKnown);
    }

    static Stream<Arguments> usersMode() {
        return clients("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-256")
                .filter(AuthIT::isKnown);
    }

    private static Stream<Arguments> clients(String... mechanisms) {
        return Stream.of(AuthClient.values())
                .flatMap(client -> Stream.of(mechanisms).map(mechanism -> arguments(client, mechanism)));
    }

    private static boolean isKnown(Arguments arguments) {
        AuthClient client = (AuthClient) arguments.get()[0];
        return client.knows((String) arguments.get()[1]);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("anyMode")
    void any_secret_is_taken_where_no_users_are_named(AuthClient client, String mechanism) throws Exception {
        send(client, mechanism, any, "whatever", true);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("usersMode")
    void the_right_secret_of_a_user_is_taken(AuthClient client, String mechanism) throws Exception {
        send(client, mechanism, users, SECRET, true);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("usersMode")
    void a_wrong_secret_is_refused(AuthClient client, String mechanism) throws Exception {
        send(client, mechanism, users, "wrong-secret", false);
    }

    private static void send(AuthClient client, String mechanism, TlsServer server, String secret, boolean taken)
            throws Exception {
        String before = server.server().out();
        Command command = client.command(mechanism, secret, server, content);
        Command.Run run = command.run();
        assertThat(run.exit() == 0)
                .as("%s: %s%s%s", command, run.out(), run.err(), server.server().out())
                .isEqualTo(taken);
        // The console shows it a moment later than the client hears of it.
        await().until(() -> server.server().out().substring(before.length()).contains(taken ? "S: 235 " : "S: 535 "));
        String said = server.server().out().substring(before.length());
        assertThat(said).containsPattern("C: AUTH " + client.spoken(mechanism));
        assertThat(said).doesNotContain(secret);
        assertThat(server.spool().count()).isEqualTo(taken ? 1 : 0);
        if (taken) {
            assertThat(server.spool().takeOnly().sender()).isEqualTo("ann@client.test");
        }
    }

    /** The clients that authenticate. */
    private enum AuthClient {
        CURL("PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER") {
            @Override
            Command command(String mechanism, String secret, TlsServer server, Path content) {
                Command curl = Tools.command("curl")
                        .and(
                                "--silent",
                                "--show-error",
                                "--ssl-reqd",
                                "--cacert",
                                server.authority().toString())
                        .and("--url", "smtp://localhost:" + server.port(), "--login-options", "AUTH=" + mechanism)
                        .and("--mail-from", "ann@client.test", "--mail-rcpt", "bob@server.test")
                        .and("--upload-file", content.toString());
                return mechanism.contains("OAUTH")
                        ? curl.and("--user", "ann", "--oauth2-bearer", secret)
                        : curl.and("--user", "ann:" + secret);
            }

            /** With a token it takes the better one of the two that is offered. */
            @Override
            String spoken(String mechanism) {
                return mechanism.equals("XOAUTH2") ? "OAUTHBEARER" : mechanism;
            }
        },
        NODEMAILER("PLAIN LOGIN CRAM-MD5 XOAUTH2") {
            @Override
            Command command(String mechanism, String secret, TlsServer server, Path content) throws Exception {
                return RealClient.script("auth.js")
                        .and(String.valueOf(server.port()), server.authority().toString())
                        .and(mechanism, "ann", secret, content.toString());
            }
        },
        MSMTP("PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER SCRAM-SHA-256") {
            @Override
            Command command(String mechanism, String secret, TlsServer server, Path content) {
                return Tools.command("msmtp")
                        .and("--host=localhost", "--port=" + server.port(), "--domain=client.test")
                        .and("--tls=on", "--tls-starttls=on", "--tls-trust-file=" + server.authority())
                        .and("--auth=" + mechanism.toLowerCase(Locale.ROOT), "--user=ann")
                        .and("--passwordeval=echo " + secret, "--from=ann@client.test", "--", "bob@server.test")
                        .reading(content);
            }
        },
        SWAKS("PLAIN LOGIN CRAM-MD5") {
            @Override
            Command command(String mechanism, String secret, TlsServer server, Path content) {
                return Tools.command("swaks")
                        .and("--server", "localhost", "--port", String.valueOf(server.port()), "--helo", "client.test")
                        .and(
                                "--tls",
                                "--tls-verify",
                                "--tls-ca-path",
                                server.authority().toString())
                        .and("--auth", mechanism, "--auth-user", "ann", "--auth-password", secret)
                        .and("--from", "ann@client.test", "--to", "bob@server.test", "--data", "@" + content);
            }
        };

        private final String mechanisms;

        AuthClient(String mechanisms) {
            this.mechanisms = mechanisms;
        }

        abstract Command command(String mechanism, String secret, TlsServer server, Path content) throws Exception;

        boolean knows(String mechanism) {
            return List.of(mechanisms.split(" ", -1)).contains(mechanism);
        }

        String spoken(String mechanism) {
            return mechanism;
        }
    }
}
