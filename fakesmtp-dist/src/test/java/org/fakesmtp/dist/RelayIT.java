package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Postfix and Exim relay to the server, over a STARTTLS whose certificate they verify. */
class RelayIT {

    private static final Pattern RECEIVED = Pattern.compile("^Received: .*\r\n(?:[ \t].*\r\n)*");

    @TempDir
    static Path temporary;

    @AutoClose
    private static TlsServer server;

    @AutoClose
    private static @Nullable Postfix postfix;

    @BeforeAll
    static void start() throws Exception {
        server = TlsServer.start(temporary.resolve("server"));
    }

    static List<Mail> mails() {
        return Mail.all();
    }

    @ParameterizedTest
    @MethodSource("mails")
    void postfix_delivers_the_octets_and_says_what_is_wanted_of_notifications(Mail mail) throws Exception {
        Path content = Files.write(temporary.resolve("mail.eml"), mail.content());

        running().send(mail, content, "-V", "envelope-7", "-R", "hdrs", "-N", "success,failure");

        Spool.Spooled spooled = spooled(mail, false);
        assertThat(parameters(spooled)).contains("\"ENVID\": \"envelope-7\"");
    }

    @Test
    void postfix_uses_pipelining_over_tls_that_it_has_verified() throws Exception {
        Mail mail = Mail.all().get(0);

        running().send(mail, Files.write(temporary.resolve("mail.eml"), mail.content()));

        spooled(mail, true);
        assertThat(running().log())
                .contains("Verified TLS connection established to localhost")
                .contains("Using ESMTP PIPELINING")
                .doesNotContain("warning:");
    }

    @Test
    void postfix_delivers_nothing_to_a_server_whose_certificate_it_does_not_trust() throws Exception {
        Mail mail = Mail.all().get(0);
        try (Postfix distrustful =
                start("distrustful", "smtp_tls_security_level = secure", "smtp_tls_CAfile = " + server.stranger())) {

            distrustful.send(mail, Files.write(temporary.resolve("mail.eml"), mail.content()));

            await().atMost(Duration.ofSeconds(30)).until(() -> distrustful.log().contains("status=deferred"));
            assertThat(distrustful.log()).contains("untrusted issuer", "Server certificate not verified");
            assertThat(server.spool().count()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void exim_delivers_the_octets_in_chunks_and_says_what_is_wanted_of_notifications(Mail mail) throws Exception {
        Exim exim = Exim.prepare(
                Files.createTempDirectory(temporary, "exim").resolve("e"), server.port(), server.authority());

        exim.send(mail, " RET=HDRS ENVID=envelope-7", " NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a@b.test");

        // L is pipelining, K chunking.
        assertThat(exim.log()).containsPattern(" CV=yes L K C=\"250 2\\.0\\.0 ");
        Spool.Spooled spooled = spooled(mail, false);
        assertThat(parameters(spooled)).contains("\"ENVID\": \"envelope-7\"");
    }

    @Test
    void exim_delivers_nothing_to_a_server_whose_certificate_it_does_not_trust() throws Exception {
        Exim exim = Exim.prepare(temporary.resolve("distrustful exim"), server.port(), server.stranger());

        exim.send(Mail.all().get(0), "", "");

        assertThat(exim.log()).contains("certificate verification failed").doesNotContain(" => ");
        assertThat(server.spool().count()).isZero();
    }

    private static Postfix running() throws Exception {
        Postfix known = postfix;
        if (known == null) {
            known = start("postfix", "smtp_tls_security_level = secure", "smtp_tls_CAfile = " + server.authority());
            postfix = known;
        }
        return known;
    }

    private static Postfix start(String name, String... settings) throws Exception {
        return Postfix.start(temporary.resolve(name), server.port(), settings);
    }

    /** The one message that has come, compared with what was handed over. */
    private static Spool.Spooled spooled(Mail mail, boolean anyEnvelope) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> server.spool().count() == 1);
        Spool.Spooled spooled = server.spool().takeOnly();
        String content =
                RECEIVED.matcher(new String(spooled.content(), ISO_8859_1)).replaceFirst("");
        assertThat(content).isEqualTo(new String(mail.content(), ISO_8859_1));
        assertThat(spooled.sender()).isEqualTo(mail.sender());
        assertThat(spooled.recipients()).containsExactlyInAnyOrderElementsOf(mail.recipients());
        assertThat(spooled.envelope()).contains("\"protocol\": \"ESMTPS\"");
        assertThat(anyEnvelope || spooled.envelope().contains("\"NOTIFY\": \"SUCCESS,FAILURE\""))
                .as(spooled.envelope())
                .isTrue();
        return spooled;
    }

    private static String parameters(Spool.Spooled spooled) {
        assertThat(spooled.envelope()).contains("\"RET\": \"HDRS\"").contains("\"ORCPT\": \"rfc822;");
        return spooled.envelope();
    }
}
