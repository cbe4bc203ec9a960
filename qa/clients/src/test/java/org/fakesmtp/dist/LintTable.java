package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What {@code bin/fakesmtp lint} says of each client, for mails that are right and for such as tempt it.
 *
 * @param folder where all of it may be written
 */
record LintTable(Path folder, ClientVersions versions) {

    private static final Pattern FINDING = Pattern.compile("(?m)^(error|note): s\\d+: ([a-z-]+):");
    private static final String FROM = "From: Ann <ann@client.test>\r\n";
    private static final String HEADER =
            "Date: Wed, 25 Nov 2026 10:00:00 +0000\r\n" + FROM + "Message-ID: <1@client.test>\r\n";

    /** Hands a mail to a client, which is to send it to this port. */
    private interface Sending {
        void send(Mail mail, Path content, int port) throws Exception;
    }

    private static List<Mail> mails() {
        List<Mail> mails = new ArrayList<>(Mail.all().stream()
                .filter(mail -> mail.content().length < 1_000_000)
                .toList());
        mails.add(mail("a line of 2,000 octets", HEADER + "\r\n" + "x".repeat(2000) + "\r\n"));
        mails.add(mail("lines that end in LF", (HEADER + "\r\nHello,\r\nand bye.\r\n").replace("\r\n", "\n")));
        mails.add(mail("an 8-bit header", HEADER + "Subject: Grüße\r\n\r\nHello.\r\n"));
        mails.add(mail("neither Date nor Message-ID", FROM + "Subject: Hello\r\n\r\nHello.\r\n"));
        return mails;
    }

    private static Mail mail(String name, String content) {
        return new Mail(name, FaultedClient.SENDER, List.of(FaultedClient.RECIPIENT), content.getBytes(UTF_8));
    }

    /** The rows of the table. */
    String rows() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (RealClient client : RealClient.values()) {
            rows.append(row(FaultedClient.valueOf(client.name()).toString(), client::send));
        }
        return rows.append(row("Postfix", this::relay)).toString();
    }

    private String row(String client, Sending sending) throws Exception {
        Map<String, Set<String>> errors = new LinkedHashMap<>();
        Map<String, Set<String>> notes = new LinkedHashMap<>();
        for (Mail mail : mails()) {
            FINDING.matcher(verdict(mail, sending))
                    .results()
                    .forEach(found -> (found.group(1).equals("error") ? errors : notes)
                            .computeIfAbsent(found.group(2), rule -> new LinkedHashSet<>())
                            .add(mail.name()));
        }
        return "| %s | %s | %s | %s |\n".formatted(client, versions.of(client), cell(errors), cell(notes));
    }

    /** Each rule, and with which mails the client broke it. */
    private static String cell(Map<String, Set<String>> broken) {
        return broken.isEmpty()
                ? "none"
                : broken.entrySet().stream()
                        .map(each -> "`%s` (%s)".formatted(each.getKey(), names(each.getValue())))
                        .collect(Collectors.joining("; "));
    }

    private static String names(Set<String> mails) {
        return mails.size() == mails().size() ? "each mail" : String.join(", ", mails);
    }

    private String verdict(Mail mail, Sending sending) throws Exception {
        Path content = Files.write(Files.createTempFile(folder, "mail", ".eml"), mail.content());
        Server server = Server.start(
                Files.createTempDirectory(folder, "lint"), Dist.shared().fakesmtp("lint", "--listen", "localhost:0"));
        sending.send(mail, content, server.port());
        server.exitCode();
        return server.out();
    }

    /** Postfix relays what it was handed. */
    private void relay(Mail mail, Path content, int port) throws Exception {
        try (Postfix postfix = Postfix.start(Files.createTempDirectory(folder, "postfix"), port)) {
            postfix.send(mail, content);
            Awaitility.await().until(postfix::isIdle);
        }
    }
}
