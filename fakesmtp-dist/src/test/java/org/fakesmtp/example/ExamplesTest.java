package org.fakesmtp.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.server.FakeSmtpServer;
import org.junit.jupiter.api.Test;

/** The plugins that the documentation shows do what it says. */
class ExamplesTest {

    private static final int PATIENCE = 20_000;

    @Test
    void rules_in_code_and_in_the_file_both_answer() throws IOException {
        List<String> said = session(
                new BusyPlugin(),
                List.of("busy.nobody.on=RCPT", "busy.nobody.answer=reply 550 5.1.1 Nobody"),
                "HELO a.test",
                "MAIL FROM:<me@example.org>",
                "MAIL FROM:<me@example.org>",
                "RCPT TO:<you@b.test>");

        assertThat(said)
                .containsExactly(
                        "250 localhost", "451 4.3.2 Busy, come back later", "250 2.1.0 Sender ok", "550 5.1.1 Nobody");
    }

    @Test
    void code_that_decides_remembers_the_session() throws IOException {
        List<String> said = session(
                new StrikesPlugin(), List.of("strikes.most=2", "strikes.penalty=1ms"), "HELO a.test", "FOO", "BAR");

        assertThat(said).containsExactly("250 localhost", "500 5.5.1 Command not recognized", "421 4.7.0 You are out");
    }

    @Test
    void sink_takes_messages_until_it_is_full() throws IOException {
        InboxPlugin inbox = new InboxPlugin();

        List<String> said = session(
                inbox,
                List.of("inbox.most=1"),
                "HELO a.test",
                "MAIL FROM:<me@a.test>",
                "RCPT TO:<you@b.test>",
                "DATA",
                "first\r\n.",
                "MAIL FROM:<me@a.test>",
                "RCPT TO:<you@b.test>",
                "DATA",
                "second\r\n.");

        assertThat(inbox.messages()).containsExactly("<me@a.test>\nfirst\r\n");
        assertThat(said).endsWith("452 4.2.2 The inbox is full");
    }

    @Test
    void observer_sees_every_command() throws IOException {
        VerbsPlugin verbs = new VerbsPlugin();

        session(verbs, List.of(), "HELO a.test", "NOOP", "NOOP");

        assertThat(verbs.verbs()).containsEntry("HELO", 1).containsEntry("NOOP", 2);
    }

    @Test
    void command_of_a_plugin_is_served() throws IOException {
        assertThat(session(new PingPlugin(), List.of(), "HELO a.test", "xping hello"))
                .endsWith("250 2.0.0 pong hello");
    }

    @Test
    void shortest_plugin_refuses_every_recipient() throws IOException {
        assertThat(session(
                        new NobodyPlugin(), List.of(), "HELO a.test", "MAIL FROM:<me@a.test>", "RCPT TO:<you@b.test>"))
                .endsWith("550 5.1.1 Nobody lives here");
    }

    @Test
    void memory_by_key_counts_over_sessions() throws IOException {
        assertThat(session(
                        new AllowancePlugin(),
                        List.of("allowance.most=1"),
                        "HELO a.test",
                        "MAIL FROM:<me@a.test>",
                        "RSET",
                        "MAIL FROM:<me@a.test>"))
                .endsWith("452 4.7.1 Enough for today");
    }

    @Test
    void siesta_lets_clients_wait_and_serves_them_afterwards() throws IOException {
        assertThat(session(new SiestaPlugin(), List.of("siesta.work=1ms", "siesta.nap=1ms"), "HELO a.test"))
                .endsWith("250 localhost");
    }

    /** The replies to these commands, of which each has one line. */
    private static List<String> session(Plugin plugin, List<String> settings, String... commands) throws IOException {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder().plugin(plugin);
        settings.forEach(setting -> builder.configure(layers -> layers.set(setting)));
        List<String> replies = new ArrayList<>();
        try (FakeSmtpServer server =
                        builder.set("listen", "localhost:0").build().start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            assertThat(in.readLine()).startsWith("220 ");
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(ISO_8859_1));
                replies.add(in.readLine());
            }
        }
        return replies;
    }
}
