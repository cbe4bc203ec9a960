package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes down what real clients do wrong, and what they do when a server fails. Run by {@code qa/run clients}. */
class ClientsUnderFaults {

    private static final Path EVIDENCE = Path.of("..", "evidence", "clients.md");
    private static final Pattern STATUS = Pattern.compile("status=(\\w+ \\(.*)\\)$", Pattern.MULTILINE);
    private static final Pattern SENDER = Pattern.compile("\"reversePath\": \"(.*)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path temporary;

    @Test
    void write_down_what_clients_do() throws Exception {
        Path content =
                Files.write(temporary.resolve("mail.eml"), Mail.all().get(0).content());
        ClientVersions versions = ClientVersions.installed();
        StringBuilder text = new StringBuilder(Files.readString(RealClient.resource("clients.md"))
                .replace("${date}", LocalDate.now(ZoneOffset.UTC).toString())
                .replace("${versions}", versions.toString())
                .replace("${lint}", new LintTable(temporary, versions).rows()));
        for (ClientFault fault : ClientFault.all()) {
            text.append("\n### ")
                    .append(fault.name())
                    .append("\n\n`")
                    .append(fault.on())
                    .append("`: `");
            text.append(fault.answer())
                    .append("`\n\n| client | saw | connections | messages taken |\n|---|---|---|---|\n");
            try (TlsServer server = server(fault)) {
                for (FaultedClient client : FaultedClient.values()) {
                    text.append(row(fault, client, server, content));
                }
                text.append(postfix(fault, server, content));
            }
            Files.writeString(EVIDENCE, text);
        }
        assertThat(text).contains("Postfix");
    }

    /** A server with a listener for each client, on each of which the fault happens once. */
    private TlsServer server(ClientFault fault) throws IOException {
        List<String> settings = new ArrayList<>(List.of(fault.settings()));
        for (FaultedClient client : FaultedClient.values()) {
            settings.add("listener." + listener(client) + ".address=localhost:0");
        }
        return TlsServer.start(Files.createTempDirectory(temporary, "server"), settings.toArray(String[]::new));
    }

    private static String listener(FaultedClient client) {
        return client.name().toLowerCase(Locale.ROOT);
    }

    private static String row(ClientFault fault, FaultedClient client, TlsServer server, Path content)
            throws Exception {
        String before = server.server().out();
        int port = server.server().port(listener(client));
        String outcome = client.send(new FaultedClient.Target(port, server.authority(), fault.way()), content);
        return line(client.toString(), outcome, server, before);
    }

    private String postfix(ClientFault fault, TlsServer server, Path content) throws Exception {
        String before = server.server().out();
        try (Postfix postfix = Postfix.start(
                Files.createTempDirectory(temporary, "postfix"), server.port(), settings(fault, server))) {
            postfix.send(Mail.all().get(0), content);
            try {
                Awaitility.await().atMost(PATIENCE).until(() -> postfix.isIdle());
            } catch (ConditionTimeoutException e) {
                // That it still tries is what is written down.
            }
            String seen = STATUS.matcher(postfix.log())
                    .results()
                    .map(status -> status.group(1).replaceFirst(" \\(", ": "))
                    .collect(Collectors.joining("; then "));
            return line("Postfix", seen, server, before);
        }
    }

    private static String[] settings(ClientFault fault, TlsServer server) {
        List<String> settings = new ArrayList<>(
                Stream.of("connect", "helo", "starttls", "mail", "rcpt", "data_init", "data_done", "quit")
                        .map(stage -> "smtp_" + stage + "_timeout = 5s")
                        .toList());
        switch (fault.way()) {
            case TLS -> {
                settings.add("smtp_tls_security_level = secure");
                settings.add("smtp_tls_CAfile = " + server.authority());
            }
            case AUTH -> {
                settings.add("smtp_sasl_auth_enable = yes");
                settings.add("smtp_sasl_password_maps = static:ann:secret");
                settings.add("smtp_sasl_security_options =");
            }
            case NONE -> settings.add("smtp_tls_security_level = none");
        }
        return settings.toArray(String[]::new);
    }

    private static String line(String client, String outcome, TlsServer server, String before) throws IOException {
        long connections = server.server()
                .out()
                .substring(before.length())
                .lines()
                .filter(line -> line.contains("-- connected"))
                .count();
        List<String> senders = senders(server.folder().resolve("spool"));
        long bounces = senders.stream().filter(String::isEmpty).count();
        String taken = senders.size() - bounces + (bounces == 0 ? "" : " and " + bounces + " bounce to the sender");
        String cell = outcome.replace("|", "\\|").replaceAll("\\p{Cntrl}+", " ").strip();
        return "| %s | %s | %d | %s |\n".formatted(client, cell.replace("<", "&lt;"), connections, taken);
    }

    /** Takes the envelopes out, and gives their senders. */
    private static List<String> senders(Path spool) throws IOException {
        List<String> senders = new ArrayList<>();
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                senders.addAll(SENDER.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .toList());
                Files.delete(file);
            }
        }
        return senders;
    }
}
