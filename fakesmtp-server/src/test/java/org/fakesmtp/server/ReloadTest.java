package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.server.config.FileWatch;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are read again while the server runs. */
class ReloadTest {

    private static final String FIRST = "fault.a.on = NOOP\nfault.a.first = 1\nfault.a.answer = reply 450 4.0.0 a\n";
    private static final String OTHER = "fault.b.on = NOOP\nfault.b.answer = reply 450 4.0.0 b\n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("my.properties"), FIRST);
    }

    private FakeSmtpServer.Builder server() {
        return FakeSmtpServer.builder()
                .configure(layers -> layers.file(file))
                .set("listen", "127.0.0.1:0")
                .plugin(new RuleText());
    }

    private static TcpClient greeted(FakeSmtpServer server) {
        TcpClient client = new TcpClient(server.port());
        client.reply();
        client.ask("HELO a.test");
        return client;
    }

    @Test
    void rule_that_did_not_change_keeps_its_counts_and_another_begins() throws IOException {
        try (FakeSmtpServer server = server().build().start();
                TcpClient client = greeted(server)) {
            assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 a");
            Files.writeString(file, FIRST + OTHER + "reply.rset.ok = 250 changed\n");

            assertThat(server.reload().restart()).isEmpty();
            assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 b");
            assertThat(client.ask("RSET")).isEqualTo("250 changed");
        }
    }

    @Test
    void mistake_leaves_all_as_it_was_and_is_told_with_its_line() throws IOException {
        try (FakeSmtpServer server = server().build().start();
                TcpClient client = greeted(server)) {
            Files.writeString(file, OTHER + "fault.b.frist = 1\nreply.rset.ok = 250 changed\n");

            assertThatThrownBy(server::reload)
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("my.properties:3: fault.b.frist: ");
            assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 a");
            assertThat(client.ask("RSET")).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void key_that_nobody_knows_is_a_mistake_here_too() throws IOException {
        try (FakeSmtpServer server = server().build().start()) {
            Files.writeString(file, FIRST + "hostnam = x\n");

            assertThatThrownBy(server::reload)
                    .hasMessage("my.properties:4: hostnam: unknown key, did you mean hostname?");
        }
    }

    @Test
    void address_that_changed_is_named_by_the_key_that_was_given() throws IOException {
        Files.writeString(file, "listen = 127.0.0.1:0\n");
        try (FakeSmtpServer server = FakeSmtpServer.builder()
                .configure(layers -> layers.file(file))
                .build()
                .start()) {
            Files.writeString(file, "listen = localhost:0\n");
            assertThat(server.reload().restart()).containsExactly("listen");

            Files.writeString(file, "listener.default.address = localhost:0\n");
            assertThat(server.reload().restart()).containsExactly("listener.default.address");
        }
    }

    @Test
    void other_keys_that_changed_are_named() throws IOException {
        Files.writeString(file, FIRST + "limit.idle = 1m\n");
        try (FakeSmtpServer server = server().build().start()) {
            Files.writeString(file, OTHER + "hostname = mail.test\nlistener.b.address = localhost:0\n");

            assertThat(server.reload().restart()).containsExactly("hostname", "listener.b.address", "limit.idle");
        }
    }

    @Test
    void rules_that_a_program_has_added_survive() throws IOException {
        try (FakeSmtpServer server = server().build().start()) {
            server.rules().add(Rule.named("mine").on(Stage.RSET).answer(Answer.close()));
            Files.writeString(file, OTHER);
            server.reload();

            assertThat(server.rules().report()).extracting(RuleUse::name).containsExactly("fault.b", "mine");
        }
    }

    @Test
    void settings_may_come_from_elsewhere() {
        try (FakeSmtpServer server = server().build().start()) {
            server.reload(layers ->
                    layers.set("listen=127.0.0.1:0").set("fault.c.on=NOOP").set("fault.c.answer=close"));

            assertThat(server.rules().report()).extracting(RuleUse::name).containsExactly("fault.c");
        }
    }

    @Test
    void watched_file_is_read_again_when_it_changes_and_after_a_mistake() throws IOException {
        try (FakeSmtpServer server = server().watchFiles().build().start();
                LogTape log = new LogTape(Reloading.class.getName())) {
            Files.writeString(file, "fault.b.on = NOPE\n");
            await().until(() ->
                    log.lines().stream().anyMatch(line -> line.startsWith("ERROR my.properties:1: fault.b.on")));
            assertThat(server.rules().report()).extracting(RuleUse::name).containsExactly("fault.a");
            Files.writeString(file, OTHER);

            await().until(has(server, "fault.b"));
        }
    }

    @Test
    void file_that_another_takes_the_place_of_is_read_again() throws IOException {
        try (FakeSmtpServer server = server().watchFiles().build().start()) {
            Path other = Files.writeString(folder.resolve("new"), OTHER);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

            await().until(has(server, "fault.b"));
        }
    }

    /** So does Kubernetes: my.properties leads to ..data/my.properties, and ..data leads elsewhere at once. */
    @Test
    void link_further_up_that_leads_elsewhere_is_seen() throws IOException {
        Files.delete(file);
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(one.resolve("my.properties"), FIRST);
        Files.writeString(two.resolve("my.properties"), OTHER);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path data = Files.createSymbolicLink(outside.resolve("data"), one);
        Files.createSymbolicLink(file, data.resolve("my.properties"));

        try (FakeSmtpServer server = server().watchFiles().build().start()) {
            Path next = Files.createSymbolicLink(outside.resolve("next"), two);
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

            await().until(has(server, "fault.b"));
        }
    }

    @Test
    void change_between_reading_and_starting_is_seen() throws IOException {
        FakeSmtpServer built = server().watchFiles().build();
        Files.writeString(file, OTHER);
        try (FakeSmtpServer server = built.start()) {
            await().until(has(server, "fault.b"));
        }
    }

    @Test
    void half_written_file_that_rests_waits_for_its_other_half() throws IOException {
        try (FakeSmtpServer server = server().watchFiles().build().start();
                LogTape reloading = new LogTape(Reloading.class.getName());
                LogTape watch = new LogTape(FileWatch.class.getName(), Level.INFO)) {
            for (String half : new String[] {"fault.b.on = NO", "", OTHER + "fault.b.answer.x = \\\n"}) {
                watch.lines().clear();
                Files.writeString(file, half);
                await().until(() -> watch.lines().stream().anyMatch(line -> line.contains("may be half written")));
            }
            Files.writeString(file, OTHER);

            await().until(has(server, "fault.b"));
            assertThat(reloading.lines()).isEmpty();
        }
    }

    @Test
    void file_without_a_last_line_end_comes_into_force_when_it_has_rested() throws IOException {
        try (FakeSmtpServer server = server().watchFiles().build().start()) {
            Files.writeString(file, OTHER.stripTrailing());

            await().atMost(Duration.ofMinutes(1)).until(has(server, "fault.b"));
        }
    }

    /** As on a file system with a coarse clock, or where a program puts the time back. */
    @Test
    void change_of_the_same_size_at_the_same_time_is_seen() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (FakeSmtpServer server = server().watchFiles().build().start()) {
            Files.writeString(file, FIRST.replace("fault.a", "fault.b"));
            Files.setLastModifiedTime(file, time);

            await().until(has(server, "fault.b"));
        }
    }

    @Test
    void warning_is_logged_once_however_often_the_file_is_read() throws IOException {
        String black = "fault.hole.on = MESSAGE\nfault.hole.answer = reply 250 Ok\n";
        Files.writeString(file, black);
        try (LogTape log = new LogTape(FakeSmtpServer.class.getPackageName());
                FakeSmtpServer server = server().watchFiles().build().start()) {
            Files.writeString(file, black + OTHER);
            await().until(has(server, "fault.b"));
            Files.writeString(file, OTHER + black + "fault.c.on = NOOP\nfault.c.answer = reply 250 no work\n");
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("WARN fault.c: ")));

            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN fault.hole: "))
                    .hasSize(1);
        }
    }

    private static Callable<Boolean> has(FakeSmtpServer server, String rule) {
        return () -> server.rules().report().stream().anyMatch(use -> use.name().equals(rule));
    }
}
