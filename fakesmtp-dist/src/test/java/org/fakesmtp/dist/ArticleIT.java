package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code examples/article.properties} makes the server speak like a small stub made of netcat and bash. */
class ArticleIT {

    private static final String REFUSED = "502 5.5.2 Error: command not recognized";

    @TempDir
    static Path temporary;

    @AutoClose
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        String file = Dist.shared().file("examples/article.properties").toString();
        server = Server.start(
                temporary.resolve("server"), Dist.shared().fakesmtp("-c", file, "--listen", "localhost:0"));
    }

    @Test
    void stub_takes_a_mail_word_for_word_and_prints_every_line_of_the_client() throws Exception {
        try (Dialogue dialogue = new Dialogue(server.port())) {
            assertThat(dialogue.line()).isEqualTo("220 fake smtp server");
            assertThat(dialogue.ask("HELO client.test")).isEqualTo("250 bash SMTP stub");
            assertThat(dialogue.ask("MAIL FROM:<ann@client.test>")).isEqualTo("250 2.1.0 OK");
            assertThat(dialogue.ask("RCPT TO:<bob@server.test>")).isEqualTo("250 2.1.0 OK");
            assertThat(dialogue.ask("RCPT TO:<eve@server.test>")).isEqualTo("250 2.1.0 OK");
            assertThat(dialogue.ask("DATA")).isEqualTo("354 Start mail input; end with .");
            dialogue.say("Subject: A test", "", "Hello", "..a dot");
            assertThat(dialogue.ask(".")).isEqualTo("250 2.1.0 OK");
            assertThat(dialogue.ask("QUIT")).isEqualTo("221 2.0.0 Bye");
            assertThat(dialogue.line()).isEqualTo(Dialogue.CLOSED);
        }

        await().untilAsserted(() -> assertThat(printed())
                .containsSequence(
                        "HELO client.test",
                        "MAIL FROM:<ann@client.test>",
                        "RCPT TO:<bob@server.test>",
                        "RCPT TO:<eve@server.test>",
                        "DATA",
                        "Subject: A test",
                        "",
                        "Hello",
                        "..a dot",
                        ".",
                        "QUIT"));
    }

    static Stream<String> anythingElse() {
        return Stream.of(
                "",
                " ",
                "FOO",
                "foo bar",
                "EHLO client.test",
                "EHLO",
                "HELO",
                "RSET",
                "RSET now",
                "NOOP",
                "NOOP now",
                "VRFY bob",
                "VRFY",
                "EXPN list",
                "EXPN",
                "HELP",
                "HELP MAIL",
                "HELP FOO",
                "STARTTLS",
                "AUTH PLAIN",
                "BDAT 5 LAST",
                "LHLO client.test",
                "QUIT now",
                "MAIL",
                "MAIL FROM",
                "MAIL FROM:ann at client",
                "MAIL FROM:<ann@>",
                "MAIL FROM:<ann@client.test> FOO=1",
                "MAIL FROM:<ann@client.test> SIZE=x",
                "MAIL FROM:<ann@client.test> BODY=BINARYMIME",
                "RCPT",
                "RCPT TO:<@>",
                "RCPT TO:<bob@server.test>",
                "DATA",
                "DATA now",
                ".",
                "N\0OP",
                "NO\nOP",
                "x".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("anythingElse")
    void stub_knows_nothing_else(String line) throws Exception {
        try (Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            dialogue.ask("HELO client.test");

            assertThat(dialogue.ask(line)).isEqualTo(REFUSED);
        }
    }

    @Test
    void stub_counts_nothing() throws Exception {
        try (Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            for (int i = 0; i < 1500; i++) {
                assertThat(dialogue.ask("FOO")).isEqualTo(REFUSED);
            }
        }
    }

    @Test
    void stub_refuses_what_comes_out_of_order() throws Exception {
        try (Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            assertThat(dialogue.ask("MAIL FROM:<ann@client.test>")).isEqualTo(REFUSED);
            dialogue.ask("HELO client.test");
            dialogue.ask("MAIL FROM:<ann@client.test>");
            assertThat(dialogue.ask("MAIL FROM:<ann@client.test>")).isEqualTo(REFUSED);
            assertThat(dialogue.ask("RCPT TO:<ann@>")).isEqualTo(REFUSED);
            assertThat(dialogue.ask("DATA")).isEqualTo(REFUSED);
            assertThat(dialogue.ask("RCPT TO:<bob@server.test>")).isEqualTo("250 2.1.0 OK");
        }
    }

    /** The lines of the client on the standard output, behind time and session. */
    private static List<String> printed() {
        return server.out()
                .lines()
                .filter(line -> line.contains(" C: "))
                .map(line -> line.substring(line.indexOf(" C: ") + 4))
                .toList();
    }
}
