package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.server.journal.SessionRecord;
import org.fakesmtp.server.journal.SessionRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of each session. */
class JournalTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<SessionRecord> records = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private FakeSmtpServer.Builder server() {
        return RuleText.server("fault.no.on", "RSET", "fault.no.answer", "reply 450 4.0.0 \"no\"")
                .clock(() -> NOW)
                .journal(records::add);
    }

    private SessionRecord recordOf(FakeSmtpServer.Builder builder, String... commands) {
        try (FakeSmtpServer server = builder.build().start()) {
            try (TcpClient client = new TcpClient(server.port())) {
                client.reply();
                for (String command : commands) {
                    client.ask(command);
                }
            }
            await().until(() -> !records.isEmpty());
        }
        return records.get(0);
    }

    @Test
    void code_of_a_plugin_is_told_apart_by_the_name_that_it_has() {
        SessionRecord record = recordOf(
                server().plugin(TestServer.plugin("limits", (own, hooks) -> {
                    hooks.answer(
                            Stage.NOOP,
                            Answerer.atOnce(exchange -> Answer.reply(450, "4.0.0", "Often"))
                                    .named("often"));
                    hooks.answer(Stage.HELP, exchange -> Answer.reply(450, "4.0.0", "No"));
                })),
                "HELO a.test",
                "NOOP",
                "HELP");

        assertThat(record.entries().toString()).contains("plugin limits.often").contains("plugin limits,");
    }

    @Test
    void session_is_a_line_with_all_that_happened() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        recordOf(
                server().set("journal.file", file.toString()),
                "EHLO a.test",
                "AUTH PLAIN AGFubgBzZWNyZXQ=",
                "MAIL FROM:<\u00e4@a.test>",
                "MAIL FROM:<a@a.test>",
                "RCPT TO:<b@b.test>",
                "DATA",
                "Hello\r\n.",
                "RSET",
                "NO\"OP");

        String line = Files.readString(file, UTF_8);
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .startsWith("{\"id\":\"s1\",\"client\":\"127.0.0.1\",\"port\":")
                .contains(
                        "\"listener\":\"default\",\"started\":\"2026-01-02T03:04:05Z\",\"helo\":\"a.test\",\"tls\":null")
                .contains("\"user\":\"ann\",\"ended\":\"2026-01-02T03:04:05Z\",\"contentOctets\":7,")
                .contains("{\"at\":\"2026-01-02T03:04:05Z\",\"command\":\"AUTH PLAIN ***\"}")
                .contains("\"command\":\"DATA\"},{\"at\":\"2026-01-02T03:04:05Z\",\"reply\":354,")
                .contains("\"content\":7},{\"at\":\"2026-01-02T03:04:05Z\",\"message\":\"s1-1\",\"octets\":7}")
                .contains("\"stage\":\"RSET\",\"rule\":\"fault.no\",\"answer\":\"reply 450 4.0.0 no\"}")
                .contains("\"reply\":450,\"text\":\"4.0.0 no\"}")
                .contains("\"command\":\"NO\\\"OP\"}")
                .doesNotContain("secret", "AGFubgBzZWNyZXQ")
                .endsWith("]}\n");
    }

    @Test
    void session_of_a_client_that_speaks_for_another_is_shown_as_the_session_of_that() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        SessionRecord session = recordOf(
                server().set("journal.file", file.toString()).set("xclient.trusted", "127.0.0.1, ::1"),
                "HELO a.test",
                "XCLIENT ADDR=192.0.2.1 PORT=4711 NAME=mail.test",
                "HELO b.test");

        assertThat(session.transcript()).contains("192.0.2.1 port 4711");
        assertThat(Files.readString(file, UTF_8))
                .startsWith("{\"id\":\"s1\",\"client\":\"192.0.2.1\",\"port\":4711,\"clientName\":\"mail.test\",");
    }

    @Test
    void program_gets_the_same_as_data() {
        SessionRecord session = recordOf(server(), "HELO a.test", "RSET");

        assertThat(session.session().helo()).contains("a.test");
        assertThat(session.entries())
                .containsExactly(
                        new SessionRecord.Replied(NOW, 220, "localhost ESMTP fakesmtp"),
                        new SessionRecord.Command(NOW, "HELO a.test"),
                        new SessionRecord.Replied(NOW, 250, "localhost"),
                        new SessionRecord.Command(NOW, "RSET"),
                        new SessionRecord.Scripted(NOW, "RSET", "fault.no", "reply 450 4.0.0 no"),
                        new SessionRecord.Replied(NOW, 450, "4.0.0 no"));
    }

    @Test
    void content_that_was_given_up_does_not_count_for_the_next_message() {
        SessionRecord session = recordOf(
                server(),
                "HELO a.test",
                "MAIL FROM:<a@a.test>",
                "RCPT TO:<b@b.test>",
                "BDAT 5\r\nHel",
                "EHLO a.test",
                "MAIL FROM:<a@a.test>",
                "RCPT TO:<b@b.test>",
                "BDAT 4\r\nHe",
                "BDAT 5 LAST\r\nllo");

        assertThat(session.entries())
                .contains(new SessionRecord.Content(NOW, 9))
                .filteredOn(SessionRecord.Content.class::isInstance)
                .hasSize(1);
        assertThat(session.contentOctets()).isEqualTo(14);
    }

    @Test
    void session_that_goes_on_and_on_takes_no_more_room_and_says_so() {
        String[] commands = new String[SessionRecord.MOST];
        Arrays.fill(commands, "NOOP");
        SessionRecord session = recordOf(server().set("limit.idle-commands", "5000"), commands);

        assertThat(session.entries()).hasSizeLessThanOrEqualTo(SessionRecord.MOST);
        assertThat(session.entries().size() + session.dropped()).isEqualTo(2L * SessionRecord.MOST + 1);
    }

    @Test
    void long_lines_take_no_more_room_than_short_ones() {
        String[] commands = new String[40];
        Arrays.fill(commands, "NOOP " + "x".repeat(1500));
        SessionRecord session = recordOf(server(), commands);

        assertThat(session.entries().stream()
                        .filter(SessionRecord.Command.class::isInstance)
                        .mapToInt(
                                entry -> ((SessionRecord.Command) entry).line().length())
                        .sum())
                .isLessThanOrEqualTo(SessionRecord.MOST_TEXT);
        assertThat(session.dropped()).isPositive();
    }

    @Test
    void entries_for_which_no_memory_is_left_are_dropped() {
        String[] commands = new String[100];
        Arrays.fill(commands, "NOOP");
        SessionRecord session = recordOf(server().set("limit.memory", "1B"), commands);

        assertThat(session.entries()).hasSizeLessThan(30);
        assertThat(session.entries().size() + session.dropped()).isEqualTo(201);
    }

    @Test
    void session_that_is_open_is_given_as_far_as_it_has_come_and_read_as_a_transcript() {
        SessionRecorder recorder = new SessionRecorder(() -> NOW, Memory.unlimited(), records::add);
        try (FakeSmtpServer server = RuleText.server("fault.no.on", "RSET", "fault.no.answer", "reply 450 4.0.0 \"no\"")
                        .clock(() -> NOW)
                        .observe(recorder)
                        .build()
                        .start();
                TcpClient client = new TcpClient(server.port())) {
            client.reply();
            client.ask("NOOP \u001B[2J");
            client.ask("RSET");

            SessionRecord session = recorder.open().get(0);
            assertThat(session.ended()).isEmpty();
            assertThat(session.transcript())
                    .matches("03:04:05\\.000 s1 -- connected from 127\\.0\\.0\\.1 port \\d+\\n(?s:.*)")
                    .contains("03:04:05.000 s1 C: NOOP \\x1B[2J\n")
                    .endsWith("""
                            03:04:05.000 s1 C: RSET
                            03:04:05.000 s1 !! RSET: fault.no: reply 450 4.0.0 no
                            03:04:05.000 s1 S: 450 4.0.0 no
                            """);

            recorder.forget();
            assertThat(recorder.open()).isEmpty();
            client.ask("RSET");
            assertThat(recorder.open())
                    .singleElement()
                    .satisfies(now -> assertThat(now.entries()).hasSize(3));
        }
        assertThat(records)
                .singleElement()
                .satisfies(ended -> assertThat(ended.ended()).contains(NOW));
    }

    @Test
    void session_of_which_all_was_forgotten_is_not_handed_on() {
        SessionRecorder recorder = new SessionRecorder(() -> NOW, Memory.unlimited(), records::add);
        try (FakeSmtpServer server = server().observe(recorder).build().start()) {
            try (TcpClient client = new TcpClient(server.port())) {
                client.reply();
                recorder.forget();
            }
            await().until(() -> !records.isEmpty());
        }
        assertThat(records).as("that of the server itself").hasSize(1);
    }
}
