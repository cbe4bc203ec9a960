package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Octets of every kind, at every place where a client can put them: none of them reaches the terminal, the log, a file name or what the spool writes of its own. */
class EscapingIT {

    private static final String SENDER = "MAIL FROM:<a@x.test>";

    @TempDir
    static Path temporary;

    private static String out = "";
    private static String err = "";

    @BeforeAll
    static void talk() throws Exception {
        String file = Dist.shared().file("conf/fakesmtp.properties").toString();
        Command command = Dist.shared()
                .fakesmtp(
                        "-c", file, "--listen", "localhost:0", "--set", "console.content=on", "--set", "limit.errors=0")
                .with("LC_ALL", "C.UTF-8")
                .with("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Dlog.level=TRACE");
        Server server = Server.start(temporary.resolve("server"), command);
        try {
            for (String octets : Hostile.all()) {
                commands(server.port(), octets);
            }
            for (String octets : Hostile.utf8()) {
                international(server.port(), octets);
            }
            content(server.port(), String.join("", Hostile.all()));
        } finally {
            server.close();
        }
        out = server.out();
        err = server.err();
    }

    /** In the name of HELO, paths, parameters, an unknown verb, its argument, and AUTH. */
    private static void commands(int port, String octets) throws IOException {
        try (Dialogue dialogue = new Dialogue(port)) {
            dialogue.line();
            dialogue.ask("EHLO c" + octets + "d.test");
            dialogue.ask("HELO c.test");
            dialogue.ask("X" + octets + "Y " + octets);
            dialogue.ask("VRFY b" + octets + "b");
            dialogue.ask("AUTH X" + octets + "Y");
            dialogue.ask("AUTH PLAIN " + base64("\0u" + octets + "u\0secret"));
            dialogue.ask("MAIL FROM:<a" + octets + "b@x.test> SIZE=1" + octets);
            dialogue.ask(SENDER);
            dialogue.ask("RCPT TO:<\"b" + octets + "c\"@x.test>");
            dialogue.ask("QUIT");
        }
    }

    /** In the addresses of a message that is taken, and in the HELO name and the identity of its client. */
    private static void international(int port, String octets) throws IOException {
        try (Dialogue dialogue = new Dialogue(port)) {
            dialogue.line();
            dialogue.ask("EHLO c" + octets + "d.test");
            dialogue.ask("AUTH PLAIN " + base64("\0u" + octets + "u\0secret"));
            assertThat(dialogue.ask("MAIL FROM:<a" + octets + "b@x.test> SMTPUTF8"))
                    .startsWith("250 ");
            assertThat(dialogue.ask("RCPT TO:<\"c" + octets + "d\"@x" + octets + "y.test>"))
                    .startsWith("250 ");
            dialogue.ask("DATA");
            dialogue.say("Subject: " + octets, "X-" + octets + ": 1", "", "text " + octets);
            assertThat(dialogue.ask(".")).startsWith("250 ");
        }
    }

    /** In the header, encoded and not, in the names of parts and files, and in the text. */
    private static void content(int port, String octets) throws IOException {
        String word = "=?iso-8859-1?b?" + base64(octets) + "?=";
        try (Dialogue dialogue = new Dialogue(port)) {
            dialogue.line();
            dialogue.ask("HELO c.test");
            dialogue.ask(SENDER);
            dialogue.ask("RCPT TO:<b@x.test>");
            dialogue.ask("DATA");
            dialogue.say(
                    "Subject: " + word,
                    "From: \"" + octets + "\" <a@x.test>",
                    "X" + octets + ": x",
                    "Content-Type: multipart/mixed; boundary=\"b\"",
                    "",
                    "--b",
                    "Content-Type: text/plain; charset=iso-8859-1",
                    "Content-Transfer-Encoding: base64",
                    "",
                    base64(octets),
                    "--b",
                    "Content-Type: application/x" + octets + "; name=\"" + word + "\"",
                    "Content-Disposition: attachment; filename=\"../" + octets + ".txt\"",
                    "",
                    octets,
                    "--b--");
            assertThat(dialogue.ask(".")).startsWith("250 ");
        }
    }

    private static String base64(String octets) {
        return Base64.getEncoder().encodeToString(octets.getBytes(ISO_8859_1));
    }

    @Test
    void terminal_sees_no_octet_that_it_obeys() {
        assertThat(out).contains("C: X\\x1B[2JY", "C: EHLO c\\x7Fd.test", "C: HELO c.test", "\\u202E", "== message");
        assertThat(Hostile.in(out)).isEmpty();
    }

    @Test
    void each_line_of_the_terminal_was_begun_by_the_console() {
        assertThat(out.lines())
                .allMatch(line -> line.isEmpty()
                        || line.startsWith("    ")
                        || line.startsWith("fakesmtp ")
                        || line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} s\\d+ (C:|S:|--|==) .*"));
    }

    @Test
    void log_has_no_octet_that_a_terminal_obeys() {
        assertThat(err).contains("TRACE CommandContext");
        assertThat(Hostile.in(err)).isEmpty();
        assertThat(err.lines()).allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ .*"));
    }

    @Test
    void identities_and_secrets_are_in_no_output() {
        String plain = base64("\0u\u001Bu\0secret");
        assertThat(out).contains("C: AUTH PLAIN ***").doesNotContain(plain);
        assertThat(err).doesNotContain(plain);
    }

    @Test
    void file_names_are_of_the_spools_own_making() throws IOException {
        assertThat(files(""))
                .hasSize(2 * (Hostile.utf8().size() + 1))
                .allMatch(file -> file.getFileName().toString().matches("[0-9TZ.]+-[0-9a-f]{12}-\\d{6}\\.(eml|json)"));
    }

    @Test
    void envelopes_and_trace_headers_have_no_octet_that_a_terminal_obeys() throws IOException {
        for (Path envelope : files(".json")) {
            assertThat(Hostile.in(Files.readString(envelope, UTF_8))).isEmpty();
        }
        for (Path message : files(".eml")) {
            String text = Files.readString(message, ISO_8859_1);
            int end = text.indexOf("\r\n", text.indexOf("\r\n\tby localhost with ") + 2);
            String trace = new String(text.substring(0, end).getBytes(ISO_8859_1), UTF_8);
            assertThat(trace).startsWith("Return-Path: <");
            assertThat(Hostile.in(trace.replace("\r\n\t", " ").replace("\r\n", "\n")))
                    .isEmpty();
        }
    }

    /** The files of the spool whose names end so. */
    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(temporary.resolve("server"))) {
            return files.filter(file -> file.toString().matches(".*\\.(eml|json)"))
                    .filter(file -> file.toString().endsWith(end))
                    .toList();
        }
    }
}
