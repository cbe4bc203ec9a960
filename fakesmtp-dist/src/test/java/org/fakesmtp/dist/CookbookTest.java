package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.PluginDialogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugins of the cookbook: each is one short file that needs the API alone, and does what is said of it. */
class CookbookTest {

    private static final Path COOKBOOK = Block.ROOT.resolve("examples/cookbook");

    private static final String TO_CONTENT = """
            S: 220 ...
            C: HELO c.test
            S: 250 ...
            C: MAIL FROM:<%s>
            S: 250 2.1.0 ...
            C: RCPT TO:<you@example.net>
            C: RCPT TO:<nobody@bounce.test>
            C: DATA
            S: 250 2.1.5 ...
            S: 250 2.1.5 ...
            S: 354 ...
            """;

    @TempDir
    static Path classes;

    @TempDir
    private Path temporary;

    private static URLClassLoader loader;

    static Stream<Path> sources() throws IOException {
        return ExampleJar.files(COOKBOOK).stream()
                .filter(file ->
                        COOKBOOK.equals(file.getParent()) && file.toString().endsWith(".java"));
    }

    @BeforeAll
    static void compile() throws Exception {
        ExampleJar.compile(classes, sources().toArray(Path[]::new));
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, CookbookTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    private static Plugin plugin(String name) throws ReflectiveOperationException {
        return (Plugin) loader.loadClass("org.example." + name).getConstructor().newInstance();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void each_has_less_than_forty_lines_and_is_listed(Path source) {
        assertThat(ExampleJar.lines(source)).isLessThan(40);
        assertThat(Block.read(COOKBOOK.resolve("README.md")))
                .contains("(" + source.getFileName() + ")")
                .contains(source.getFileName().toString().replace(".java", " "));
    }

    @Test
    void tarpit_takes_longer_over_each_recipient_of_an_address_and_none_over_those_of_others() throws Exception {
        PluginDialogue.of(
                        plugin("TarpitPlugin"),
                        "tarpit.step = 5s",
                        "tarpit.most = 2",
                        "tarpit.when.client = 192.0.2.0/24")
                .plays("""
                        C: (connects from 192.0.2.7)
                        S: 220 ...
                        C: HELO c.test
                        S: 250 localhost
                        C: MAIL FROM:<a@x.test>
                        S: 250 2.1.0 ...
                        C: RCPT TO:<b@x.test>
                        S: (pauses 5s)
                        S: 250 2.1.5 ...
                        C: RCPT TO:<c@x.test>
                        S: (pauses 10s)
                        S: 250 2.1.5 ...
                        C: RCPT TO:<d@x.test>
                        S: (pauses 10s)
                        S: 250 2.1.5 ...
                        --- another address of the network
                        C: (connects from 192.0.2.8)
                        S: 220 ...
                        C: HELO c.test
                        S: 250 localhost
                        C: MAIL FROM:<a@x.test>
                        S: 250 2.1.0 ...
                        C: RCPT TO:<b@x.test>
                        S: (pauses 5s)
                        S: 250 2.1.5 ...
                        --- an address of another network
                        C: (connects from 198.51.100.1)
                        S: 220 ...
                        C: HELO c.test
                        S: 250 localhost
                        C: MAIL FROM:<a@x.test>
                        S: 250 2.1.0 ...
                        C: RCPT TO:<b@x.test>
                        S: 250 2.1.5 ...
                        --- the first address, an hour later
                        C: (connects from 192.0.2.7)
                        S: 220 ...
                        C: (waits 1h)
                        C: HELO c.test
                        S: 250 localhost
                        C: MAIL FROM:<a@x.test>
                        S: 250 2.1.0 ...
                        C: RCPT TO:<b@x.test>
                        S: (pauses 5s)
                        S: 250 2.1.5 ...
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X5O!P%@AP[4\\\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
                "WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1U\nC: RVNULUZJTEUhJEgrSCo="
            })
    void scanner_refuses_the_marker_in_the_text_and_in_an_attachment(String infected) throws Exception {
        PluginDialogue.of(plugin("ScannerPlugin"))
                .plays(TO_CONTENT.formatted("me@example.org") + "C:\nC: " + infected
                        + "\nC: .\nS: 554 5.7.1 Infected message refused");
    }

    @Test
    void scanner_lets_others_pass_and_looks_through_large_attachments() throws Exception {
        String attachment =
                Base64.getMimeEncoder().encodeToString(new byte[1 << 20]).replace("\r\n", "\nC: ");
        PluginDialogue.of(plugin("ScannerPlugin"))
                .plays(TO_CONTENT.formatted("me@example.org") + "C: Hello\nC: " + attachment
                        + "\nC: .\nS: 250 2.0.0 ...");
    }

    @Test
    void bounce_is_a_report_in_the_spool_for_the_recipients_of_its_domain() throws Exception {
        Path spool = temporary.resolve("spool");
        PluginDialogue dialogue = PluginDialogue.of(
                        plugin("BouncePlugin"), "bounce.directory = " + spool, "hostname = mx.test")
                .plays(TO_CONTENT.formatted("me@example.org") + "C: Hello\nC: .\nS: 250 2.0.0 ...");

        List<Path> files = ExampleJar.files(spool);
        assertThat(files)
                .singleElement()
                .satisfies(file -> assertThat(file.toString()).endsWith(".eml"));
        assertThat(Files.readString(files.get(0), ISO_8859_1).replace("\r\n", ""))
                .doesNotContain("\n");
        try (InputStream in = Files.newInputStream(files.get(0))) {
            MimeMessage report = new MimeMessage(Session.getInstance(System.getProperties()), in);
            assertThat(report.getFrom()[0]).hasToString("MAILER-DAEMON@mx.test");
            assertThat(report.getAllRecipients()[0]).hasToString("me@example.org");
            assertThat(report.getSentDate())
                    .isCloseTo(Date.from(dialogue.clock().instant()), 2_000);
            assertThat(report.getContentType()).startsWith("multipart/report").contains("report-type=delivery-status");
            MimeMultipart parts = new MimeMultipart(report.getDataHandler().getDataSource());
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/delivery-status");
            assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), UTF_8).lines())
                    .containsSubsequence(
                            "Reporting-MTA: dns; mx.test",
                            "",
                            "Final-Recipient: rfc822; nobody@bounce.test",
                            "Action: failed",
                            "Status: 5.1.1");
        }
    }

    @Test
    void bounce_is_never_sent_to_the_null_path() throws Exception {
        Path spool = temporary.resolve("spool");
        PluginDialogue.of(plugin("BouncePlugin"), "bounce.directory = " + spool)
                .plays(TO_CONTENT.formatted("") + "C: Hello\nC: .\nS: 250 2.0.0 ...");

        assertThat(spool).doesNotExist();
    }

    @Test
    void notifier_appends_a_line_for_each_message() throws Exception {
        Path file = temporary.resolve("mail.log");
        String mail = TO_CONTENT.formatted("me@example.org") + "C: Hello\nC: .\nS: 250 2.0.0 ...\n";
        PluginDialogue.of(plugin("NotifierPlugin"), "notifier.file = " + file).plays(mail + "--- again\n" + mail);

        assertThat(file).content().matches("""
                \\S+Z s1-1 me@example.org \\[you@example.net, nobody@bounce.test]
                \\S+Z s2-1 me@example.org \\[you@example.net, nobody@bounce.test]
                """);
    }

    @Test
    void clients_meet_them_all_on_one_server() throws Exception {
        try (FakeSmtp smtp = FakeSmtp.builder()
                .plugin(plugin("TarpitPlugin"))
                .plugin(plugin("ScannerPlugin"))
                .plugin(plugin("BouncePlugin"))
                .plugin(plugin("NotifierPlugin"))
                .set("tarpit.step", "1ms")
                .set("scanner.marker", "virus")
                .set("bounce.directory", temporary.resolve("spool").toString())
                .set("notifier.file", temporary.resolve("mail.log").toString())
                .build()) {
            send(smtp, "Hello", "nobody@bounce.test");
            assertThatThrownBy(() -> send(smtp, "A virus", "you@example.net"))
                    .hasStackTraceContaining("554 5.7.1 Infected message refused");

            assertThat(smtp.awaitMessage(ofSeconds(5))).hasSubject("Hello");
            assertThat(smtp).tookMessages(1).sentMessages(2);
            assertThat(ExampleJar.files(temporary.resolve("spool"))).hasSize(1);
            assertThat(temporary.resolve("mail.log")).content().containsOnlyOnce("\n");
        }
    }

    private static void send(FakeSmtp smtp, String subject, String recipient) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(smtp.properties()));
        message.setFrom(new InternetAddress("me@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject(subject);
        message.setText("Hello");
        Transport.send(message);
    }
}
