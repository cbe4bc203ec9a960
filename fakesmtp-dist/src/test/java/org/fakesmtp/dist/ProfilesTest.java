package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The profiles of the zip are valid, and a client meets in each what it imitates. Time passes when the test says so where a profile waits for it. */
class ProfilesTest {

    private static final Path FOLDER = Block.ROOT.resolve("fakesmtp-dist/src/dist/examples/profiles");
    private static final String RESET = "(reset)";
    private static final String MAIL = "MAIL FROM:<me@a.test>";
    private static final String RCPT = "RCPT TO:<you@b.test>";

    private final Steps time = new Steps();

    @TempDir
    private Path temporary;

    static List<Path> profiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".properties")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void profile_is_valid_and_listed(Path profile) throws IOException {
        String name = profile.getFileName().toString().replace(".properties", "");
        try (FakeSmtpServer server = server(name)) {
            assertThat(server.warnings()).isEmpty();
        }
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("| `" + name + "` |");
    }

    @Test
    void throttling_provider_ends_the_session_at_the_sixth_message() throws IOException {
        List<String> said = play(
                server("throttling-provider"),
                "EHLO a.test",
                MAIL,
                "RSET",
                MAIL,
                "RSET",
                MAIL,
                "RSET",
                MAIL,
                "RSET",
                MAIL,
                "RSET",
                MAIL);

        assertThat(said.get(said.size() - 2)).startsWith("250 ");
        assertThat(said.get(said.size() - 1)).startsWith("421 4.7.28 Our system has detected an unusual rate");
    }

    @Test
    void throttling_provider_lets_the_client_go_on_after_a_minute() throws IOException {
        try (FakeSmtpServer server = timed("throttling-provider").start()) {
            assertThat(messages(server, 6).get(5)).startsWith("421 4.7.28 ");
            assertThat(messages(server, 1).get(0)).startsWith("421 4.7.28 ");
            time.pass(Duration.ofMinutes(1));
            assertThat(messages(server, 1).get(0)).startsWith("250 ");
        }
    }

    /** What is said to so many MAIL in a session of their own. */
    private static List<String> messages(FakeSmtpServer server, int count) throws IOException {
        List<String> said = new ArrayList<>();
        try (Dialogue client = new Dialogue(server.port())) {
            client.line();
            client.ask("EHLO a.test");
            for (int i = 0; i < count; i++) {
                said.add(client.ask(MAIL));
                client.say("RSET").line();
            }
        }
        return said;
    }

    @Test
    void exchange_refuses_after_its_tarpit_of_five_seconds() throws IOException {
        try (FakeSmtpServer server = timed("exchange-tarpit").start();
                Dialogue client = new Dialogue(server.port())) {
            client.line();
            client.ask("EHLO a.test");
            assertThat(client.ask(MAIL)).isEqualTo("250 2.1.0 Sender OK");
            assertThat(client.ask(RCPT)).isEqualTo("250 2.1.5 Recipient OK");
            client.say("RCPT TO:<unknown@b.test>");
            passWhenWaiting(Duration.ofSeconds(5));
            assertThat(client.line()).startsWith("550 5.1.10 RESOLVER.ADR.RecipientNotFound; ");
        }
    }

    @Test
    void greylisting_postfix_takes_who_comes_again_after_five_minutes() throws IOException {
        try (FakeSmtpServer server = timed("greylisting-postfix").start();
                Dialogue client = new Dialogue(server.port())) {
            String greylisted = "450 4.2.0 <you@b.test>: Recipient address rejected: Greylisted";
            assertThat(client.line()).isEqualTo("220 localhost ESMTP Postfix");
            client.ask("EHLO a.test");
            client.ask(MAIL);
            assertThat(client.ask(RCPT)).isEqualTo(greylisted);
            time.pass(Duration.ofSeconds(299));
            assertThat(client.ask(RCPT)).isEqualTo(greylisted);
            time.pass(Duration.ofSeconds(1));
            assertThat(client.ask(RCPT)).startsWith("250 ");
        }
    }

    @Test
    void postscreen_turns_away_who_speaks_during_the_teaser() throws IOException {
        try (FakeSmtpServer server = timed("postscreen-teaser").start();
                Dialogue early = new Dialogue(server.port())) {
            assertThat(early.line()).isEqualTo("220-localhost ESMTP Postfix");
            early.say("EHLO a.test");
            await().until(() -> server.rules().report().get(0).answered() == 1);
            passWhenWaiting(Duration.ofSeconds(6));
            assertThat(early.line()).isEqualTo("220 localhost ESMTP Postfix");
            assertThat(early.line()).isEqualTo("521 5.5.1 Protocol error");
            assertThat(early.line()).isEqualTo(Dialogue.CLOSED);
        }
    }

    @Test
    void postscreen_serves_who_waits() throws IOException {
        try (FakeSmtpServer server = timed("postscreen-teaser").start();
                Dialogue client = new Dialogue(server.port())) {
            assertThat(client.line()).isEqualTo("220-localhost ESMTP Postfix");
            passWhenWaiting(Duration.ofSeconds(6));
            assertThat(client.line()).isEqualTo("220 localhost ESMTP Postfix");
            assertThat(client.ask("HELO a.test")).isEqualTo("250 localhost");
        }
    }

    @Test
    void pix_masks_banner_and_keywords() throws IOException {
        try (FakeSmtpServer server = server("cisco-pix").start();
                Dialogue client = new Dialogue(server.port())) {
            assertThat(client.line()).startsWith("220 ****");
            assertThat(lines(client, "EHLO a.test"))
                    .contains("XXXXXXXA", "XXXXXXXB")
                    .doesNotContain("STARTTLS", "CHUNKING");
            assertThat(client.ask("STARTTLS")).startsWith("5");
        }
    }

    @Test
    void full_disk_takes_no_mail() throws IOException {
        assertThat(play(server("full-disk"), "EHLO a.test", MAIL)).endsWith("452 4.3.1 Insufficient system storage");
    }

    @Test
    void dying_server_loses_its_second_reply() throws IOException {
        List<String> said =
                play(server("dying-server"), "EHLO a.test", MAIL, RCPT, "DATA", ".", MAIL, RCPT, "DATA", ".");

        assertThat(said.get(5)).startsWith("250 ");
        assertThat(said).endsWith(RESET);
    }

    @Test
    void stale_connection_breaks_when_it_is_silent() throws IOException {
        try (FakeSmtpServer server = timed("stale-pool").start();
                Dialogue client = new Dialogue(server.port())) {
            assertThat(line(client)).startsWith("220 ");
            passWhenWaiting(Duration.ofSeconds(30));
            assertThat(line(client)).isEqualTo(RESET);
        }
    }

    @Test
    void flaky_network_breaks_a_connection_sooner_or_later() throws IOException {
        FakeSmtpServer server = server("flaky-network", "seed=1", "fault.late.answer=pause 1ms then proceed");
        String[] commands = Stream.generate(() -> "NOOP").limit(400).toArray(String[]::new);

        assertThat(play(server, commands)).endsWith(RESET);
    }

    @Test
    void server_without_esmtp_knows_helo() throws IOException {
        assertThat(play(server("no-esmtp"), "EHLO a.test", "HELO a.test", MAIL))
                .containsExactly(
                        "220 localhost Simple Mail Transfer Service Ready",
                        "500 Syntax error, command unrecognized",
                        "250 localhost",
                        "250 Sender ok");
    }

    @Test
    void broken_starttls_is_announced_and_not_available_and_then_gives_up_in_the_handshake() throws IOException {
        try (FakeSmtpServer server = server("broken-starttls").start();
                Dialogue client = new Dialogue(server.port())) {
            assertThat(client.line()).startsWith("220 ");
            List<String> keywords = lines(client, "EHLO a.test");
            assertThat(keywords).contains("STARTTLS");
            assertThat(client.ask("STARTTLS")).isEqualTo("454 4.7.0 TLS not available due to temporary reason");
            assertThat(client.ask("STARTTLS")).startsWith("220 ");
            assertThatThrownBy(client::startTls)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("handshake_failure");
        }
    }

    @Test
    void identity_provider_refuses_with_its_json() throws IOException {
        String token = "AUTH XOAUTH2 dXNlcj1hAWF1dGg9QmVhcmVyIGIBAQ==";
        try (FakeSmtpServer server = server("refusing-identity-provider").start();
                Dialogue client = new Dialogue(server.port())) {
            client.line();
            client.ask("EHLO a.test");
            assertThat(client.ask(token)).isEqualTo("454 4.7.0 Temporary authentication failure");
            String challenge = client.ask(token);
            assertThat(challenge).startsWith("334 ");
            assertThat(new String(Base64.getDecoder().decode(challenge.substring(4)), UTF_8))
                    .isEqualTo("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"https://mail.google.com/\"}");
            assertThat(client.ask("")).isEqualTo("535 5.7.8 Username and Password not accepted");
            assertThat(client.ask("AUTH PLAIN AGEAYg==")).isEqualTo("535 5.7.3 Authentication unsuccessful");
        }
    }

    /** Lets so much time pass, which is what the server waits for. */
    private void passWhenWaiting(Duration length) {
        await().untilAsserted(() -> assertThat(time.untilNext()).contains(length));
        time.pass(length);
    }

    /** The lines of a positive reply, without their code. */
    private static List<String> lines(Dialogue client, String command) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = client.say(command).line();
        for (; line.startsWith("250-"); line = client.line()) {
            lines.add(line.substring(4));
        }
        lines.add(line.substring(4));
        return lines;
    }

    /** The last line of the banner and of each reply, until the connection ends. */
    private static List<String> play(FakeSmtpServer built, String... commands) throws IOException {
        List<String> said = new ArrayList<>();
        try (FakeSmtpServer server = built.start();
                Dialogue client = new Dialogue(server.port())) {
            String banner = client.line();
            said.add(banner.startsWith("220-") ? client.line() : banner);
            for (String command : commands) {
                said.add(ask(client, command));
                if (said.get(said.size() - 1).equals(RESET)) {
                    break;
                }
            }
        }
        return said;
    }

    private static String ask(Dialogue client, String command) throws IOException {
        try {
            return client.ask(command);
        } catch (SocketException e) {
            return RESET;
        }
    }

    private static String line(Dialogue client) throws IOException {
        try {
            return client.line();
        } catch (SocketException e) {
            return RESET;
        }
    }

    private FakeSmtpServer timed(String profile) {
        return builder(profile).timers(time).clock(time::instant).build();
    }

    private FakeSmtpServer server(String profile, String... settings) {
        return builder(profile, settings).build();
    }

    private FakeSmtpServer.Builder builder(String profile, String... settings) {
        FakeSmtpServer.Builder builder =
                FakeSmtpServer.builder().configure(layers -> layers.file(FOLDER.resolve(profile + ".properties")));
        for (String setting : settings) {
            builder.configure(layers -> layers.set(setting));
        }
        return builder.set("listen", "127.0.0.1:0").set("tls.cache", temporary.toString());
    }
}
