package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.junit.assertions.FakeSmtpAssertions;

/** What programs have said: the lines that a text may show. Numbers do not count. */
final class Said {

    private final Path folder;
    private final List<String> lines = new ArrayList<>();

    Said(Path folder) {
        this.folder = folder;
    }

    boolean has(String line) {
        return lines.stream().anyMatch(said -> said.contains(general(line)));
    }

    void add(Script.Outcome outcome) {
        add(outcome.run().out());
        add(outcome.run().err());
        add(outcome.server());
    }

    private void add(String text) {
        text.lines().map(Said::general).forEach(lines::add);
    }

    /** Times, ids, ports and counts are others each time. */
    private static String general(String line) {
        return line.stripTrailing().replaceAll("\\b[0-9a-f]{12}\\b", "#").replaceAll("\\d+", "#");
    }

    /** What a text shows and none of its scripts says. */
    void run(Path text) throws Exception {
        Files.createDirectories(folder);
        switch (text.getFileName().toString().toLowerCase(Locale.ROOT)) {
            case "readme.md" -> {
                mistake();
                spool();
            }
            case "rules.md" -> mistake();
            case "running.md" -> {
                rules();
                lint();
            }
            case "tls.md" -> distrust();
            case "testing.md" -> assertion();
            default -> {}
        }
    }

    private static Block settings(String file, String key) {
        return Block.of(Block.ROOT.resolve(file)).stream()
                .filter(block ->
                        block.language().equals("properties") && block.text().contains(key))
                .findFirst()
                .orElseThrow();
    }

    /** The README's settings with a word misspelt. */
    private void mistake() throws Exception {
        String wrong = settings("README.md", "reject.no-such-user.on").text().replace("= RCPT", "= RCTP");
        Files.writeString(folder.resolve("my.properties"), wrong);
        add(fakesmtp("-c", "my.properties", "--validate").err());
    }

    private void spool() throws Exception {
        try (Server server = Server.start(folder, Dist.shared().fakesmtp("--listen", "localhost:0"))) {
            send(server.port(), "Subject: Hi\r\n\r\nHi");
        }
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            files.forEach(file -> add(String.valueOf(file.getFileName())));
        }
    }

    /** The rules read back, and the report of a run. */
    private void rules() throws Exception {
        Files.writeString(
                folder.resolve("my.properties"),
                "plugins = reject\n"
                        + settings("docs/rules.md", "no-such-user.first").text());
        add(fakesmtp("-c", "my.properties", "--explain").out());
        Files.writeString(
                folder.resolve("my.properties"),
                settings("README.md", "slow-data").text().replace("= DATA", "= VRFY"));
        Server server = Server.start(folder, Dist.shared().fakesmtp("-c", "my.properties", "--listen", "localhost:0"));
        try (Dialogue client = new Dialogue(server.port())) {
            client.line();
            client.ask("HELO a.test");
            client.ask("MAIL FROM:<a@a.test>");
            client.ask("RCPT TO:<b@nowhere.test>");
        }
        server.close();
        add(server.err());
    }

    private void lint() throws Exception {
        Server server = Server.start(folder, Dist.shared().fakesmtp("lint", "--listen", "localhost:0"));
        send(server.port(), "From: ann@client.test\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\n\r\nbare\nline");
        assertThat(server.exitCode()).isEqualTo(4);
        add(server.out());
    }

    private void distrust() throws Exception {
        Tools.need("openssl");
        Command starttls = Dist.shared()
                .fakesmtp("--listen", "localhost:0", "--set", "tls.mode=starttls")
                .and("--set", "tls.ca-file=ca.pem", "--set", "tls.cache=cache");
        try (Server server = Server.start(folder, starttls)) {
            new Command(
                            "sh",
                            "-c",
                            "printf 'QUIT\\n' | openssl s_client -tls1_2 -starttls smtp -verify_return_error -connect localhost:"
                                    + server.port())
                    .run();
            server.terminate();
            server.exitCode();
            add(server.err().replace(folder.toAbsolutePath().toString(), "/home/me"));
        }
    }

    /** An assertion of the extension that fails. */
    private void assertion() throws Exception {
        try (FakeSmtp smtp = FakeSmtp.onFreePort()) {
            Properties properties = smtp.properties();
            properties.setProperty("mail.smtp.localhost", "laptop.example.org");
            MimeMessage message = new MimeMessage(Session.getInstance(properties));
            message.setFrom("sign-up@example.org");
            message.setRecipients(RecipientType.TO, "ann@example.net");
            message.setSubject("Welcome");
            message.setText("We are glad that you came.");
            Transport.send(message);
            add(String.valueOf(catchThrowable(
                            () -> FakeSmtpAssertions.assertThat(smtp.messages().get(0))
                                    .hasSubject("Hello"))
                    .getMessage()));
        }
    }

    private static void send(int port, String content) throws IOException {
        try (Dialogue client = new Dialogue(port)) {
            client.line();
            for (String command : new String[] {
                "HELO a.test", "MAIL FROM:<a@a.test>", "RCPT TO:<b@b.test>", "DATA", content + "\r\n.", "QUIT"
            }) {
                client.ask(command);
            }
        }
    }

    private Command.Run fakesmtp(String... arguments) throws Exception {
        return Dist.shared().fakesmtp(arguments).in(folder).run();
    }
}
