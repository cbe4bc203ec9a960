package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The zip as a user has it: unpacked into a directory with a space in its name, and started from elsewhere through a link. */
class DistIT {

    private static final String MAIL = """
            From: ann@client.test\r
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Sch=C3=B6n=20hier.\r
            """;

    private static final Dist DIST = Dist.shared();

    @TempDir
    static Path temporary;

    @AutoClose
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), DIST.file("bin/fakesmtp"));
        Path file = Files.writeString(temporary.resolve("test.properties"), """
                listen  = localhost:0
                plugins = console, spool, reject, delay

                spool.trace = off

                reject.no-such-user.on             = RCPT
                reject.no-such-user.when.recipient = *@nowhere.test
                reject.no-such-user.reply          = 550 5.1.1 No such user here

                delay.slow-data.on   = DATA
                delay.slow-data.time = 300ms
                """);
        Command command = new Command(link.toString(), "-c", file.toString()).with("LC_ALL", "C.UTF-8");
        server = Server.start(temporary.resolve("elsewhere"), command);
        Files.delete(link); // JUnit warns of links that lead out of its folder
    }

    @Test
    void zip_has_what_it_promises() throws Exception {
        List<String> names = names();

        assertThat(names)
                .contains(
                        "bin/fakesmtp",
                        "bin/fakesmtp.bat",
                        "conf/fakesmtp.properties",
                        "conf/logback.xml",
                        "plugins/README.txt",
                        "examples/README.md",
                        "examples/article.properties",
                        "examples/plugin-template/README.md",
                        "examples/cookbook/README.md",
                        "systemd/fakesmtp.service",
                        "LICENSE",
                        "NOTICE",
                        "CHANGELOG.md",
                        "README.md");
        assertThat(names).filteredOn(name -> name.startsWith("lib/")).allMatch(name -> name.matches("lib/(.*\\.jar)?"));
        assertThat(DIST.file("bin/fakesmtp")).isExecutable();
    }

    @Test
    @DisabledIfSystemProperty(
            named = "fakesmtp.maven",
            matches = "offline true",
            disabledReason = "Maven makes no list then")
    void zip_has_a_list_of_its_parts() throws Exception {
        assertThat(DIST.file("sbom.json")).content().contains("CycloneDX", "\"mina-core\"");
    }

    static Stream<Path> texts() throws IOException {
        return names().stream().filter(name -> name.endsWith(".md")).map(DIST::file);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_link_leads_to_a_file_of_the_zip(Path text) {
        assertThat(Link.in(text)).allMatch(Link::leadsSomewhere);
    }

    static Stream<String> examples() throws IOException {
        return names().stream().filter(name -> name.matches("examples/(profiles/)?[^/]*\\.properties"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_is_valid(String example) throws Exception {
        Command.Run run = DIST.fakesmtp("--validate", "-c", DIST.file(example).toString())
                .in(temporary)
                .run();

        assertThat(run).isEqualTo(new Command.Run(0, "The settings are valid.\n", ""));
    }

    @Test
    void mail_arrives_on_the_console_and_octet_for_octet_in_the_spool() throws Exception {
        try (Dialogue dialogue = greeted()) {
            dialogue.ask("MAIL FROM:<ann@client.test>");
            dialogue.ask("RCPT TO:<bob@server.test>");
            dialogue.ask("DATA");
            dialogue.say(MAIL.split("\r\n"));
            assertThat(dialogue.ask(".")).startsWith("250 ");
        }

        Spool.Spooled spooled = new Spool(temporary.resolve("elsewhere/spool")).takeOnly();
        assertThat(new String(spooled.content(), UTF_8)).isEqualTo(MAIL);
        await().untilAsserted(() -> assertThat(server.out())
                .contains("C: MAIL FROM:<ann@client.test>", "S: 250 2.1.5 ", "C: DATA", "S: 354 ", "C: .")
                .contains("Subject: Grüße", "Schön hier."));
    }

    @Test
    void rejection_and_delay_are_ordered_in_the_file() throws Exception {
        try (Dialogue dialogue = greeted()) {
            dialogue.ask("MAIL FROM:<ann@client.test>");
            assertThat(dialogue.ask("RCPT TO:<bob@nowhere.test>")).isEqualTo("550 5.1.1 No such user here");
            assertThat(dialogue.ask("RCPT TO:<bob@server.test>")).startsWith("250 ");

            long before = System.nanoTime();
            assertThat(dialogue.ask("DATA")).startsWith("354 ");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    private static Dialogue greeted() throws IOException {
        Dialogue dialogue = new Dialogue(server.port());
        dialogue.line();
        dialogue.ask("EHLO client.test");
        return dialogue;
    }

    /** The names in the zip, without the folder at its top. */
    private static List<String> names() throws IOException {
        try (ZipFile zip = new ZipFile(Dist.ZIP.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName().replaceFirst("^[^/]*/", ""))
                    .toList();
        }
    }
}
