package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with settings is told all at once, each thing with its place. */
class SettingErrorsTest {

    private static final String WRONG = """
            limit.idel = 1m
            fault.a.on = RCTP
            nonsense
            fault.a.answer = reply 550 No
            limit.idle = 5
            choosy.time = soon
            choosy.tiem = 1s
            fault.b.on = RCPT
            fault.b.answer reply 550 No
            plugins = nobody
            nobody.x = 1
            listener.b.tls.mode = of
            auth.mode = %s
            tls.required = maybe
            tls.protocols = 9
            fault.c.on = RCPT
            fault.c.wehn.sender = *
            fault.c2.on = RCPTT
            fault.c2.first = two
            fault.c.answer = close
            fault.c2.answer = close
            seed = 1
            seed = 2
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static FakeSmtpServer.Builder server(Path file) {
        return FakeSmtpServer.builder()
                .configure(layers -> layers.file(file))
                .plugin(new RuleText())
                .plugin(TestServer.plugin("choosy", (own, hooks) -> own.duration("time", Duration.ZERO)));
    }

    @Test
    void all_errors_of_a_file_are_told_in_one_run_in_the_order_of_its_lines() throws IOException {
        Path users = write("users.txt", "no colon\n:no name\n");
        Path file = write("my.properties", WRONG.formatted(users));

        assertThatThrownBy(server(file)::build)
                .isInstanceOf(SettingException.class)
                .satisfies(
                        error -> assertThat(String.valueOf(error.getMessage()).lines())
                                .extracting(line -> line.split(": ", 3)[0] + " " + line.split(": ", 3)[1])
                                .containsExactly(
                                        "my.properties:1 limit.idel",
                                        "my.properties:2 fault.a.on",
                                        "my.properties:3 'nonsense' has no '=', write key = value",
                                        "my.properties:5 limit.idle",
                                        "my.properties:6 choosy.time",
                                        "my.properties:7 choosy.tiem",
                                        "my.properties:9 'fault.b.answer reply 550 No' has no '=', write key = value",
                                        "my.properties:10 plugins",
                                        "my.properties:12 listener.b.tls.mode",
                                        "my.properties:12 listener.b.tls.mode",
                                        "my.properties:13 auth.mode",
                                        "my.properties:13 auth.mode",
                                        "my.properties:14 tls.required",
                                        "my.properties:15 tls.protocols",
                                        "my.properties:17 fault.c.wehn.sender",
                                        "my.properties:18 fault.c2.on",
                                        "my.properties:19 fault.c2.first",
                                        "my.properties:23 seed"));
    }

    @Test
    void errors_of_files_the_environment_and_the_command_line_have_their_own_places() throws IOException {
        Path file = write("my.properties", "hostnam = x\n");
        Path profile = write("late.properties", "\nfault.a.answr = close\nfault.a.on = RCPT\n");
        FakeSmtpServer.Builder builder = server(file)
                .configure(layers -> layers.file(profile)
                        .environment(Map.of("FAKESMTP_CONF_LIMIT_IDLE", "5", "FAKESMTP_CONF_sEED", "1"))
                        .set("seed=x"));

        assertThatThrownBy(builder::build)
                .satisfies(
                        error -> assertThat(String.valueOf(error.getMessage()).lines())
                                .extracting(line -> line.split(": ", 2)[0])
                                .containsExactlyInAnyOrder(
                                        "my.properties:1",
                                        "late.properties:2",
                                        "environment variable FAKESMTP_CONF_LIMIT_IDLE",
                                        "environment variable FAKESMTP_CONF_sEED",
                                        "--set"));
    }

    @Test
    void all_errors_are_told_when_a_file_is_read_again() throws IOException {
        Path file = write("my.properties", "");
        try (FakeSmtpServer server =
                server(file).set("listen", "127.0.0.1:0").build().start()) {
            write("my.properties", "fault.a.on = RCTP\nfault.a.answer = close\nhostnam = x\nnonsense\nseed = x\n");

            assertThatThrownBy(server::reload)
                    .satisfies(error -> assertThat(
                                    String.valueOf(error.getMessage()).lines())
                            .hasSize(4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "falt.full.on = RCPT, fault.full.on",
        "fualt.full.when.recipient = *, fault.full.when.recipient",
        "chosy.time = 1s, choosy.time",
        "listner.b.address = *:25, listener.b.address",
        "lisener.b.tls.mode = off, listener.b.tls.mode",
        "spol.directry = x, spool.directory",
        "replly.greeting = 220 x, reply.greeting"
    })
    void misspelt_prefix_gets_its_guess(String line, String meant) throws IOException {
        String key = line.substring(0, line.indexOf(' '));
        FakeSmtpServer.Builder server = server(write("my.properties", line + '\n'))
                .plugin(TestServer.plugin("spool", (own, hooks) -> own.text("directory")));

        assertThatThrownBy(server::build)
                .hasMessage("my.properties:1: " + key + ": unknown key, did you mean " + meant + "?");
    }

    @Test
    void very_many_errors_are_counted() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append("rejct.r").append(i).append(".on = RCPT\n");
        }
        Path file = write("my.properties", text.toString());

        assertThatThrownBy(server(file)::build)
                .hasMessageStartingWith("my.properties:1: rejct.r0.on: unknown key")
                .hasMessageEndingWith("\nand 2000 errors more");
    }

    @Test
    void words_of_a_plugin_are_escaped() {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder().plugin(TestServer.plugin("loud", (own, hooks) -> {
            throw new SettingException("\u001b[31mred\u202e\nand more\u0007");
        }));

        assertThatThrownBy(builder::build).hasMessage("\\x1B[31mred\\u202E\nand more\\x07");
    }

    @Test
    void journal_that_cannot_be_opened_has_its_line() throws IOException {
        Path file = write("my.properties", "listen = 127.0.0.1:0\njournal.file = " + folder.resolve("none/j") + "\n");

        assertThatThrownBy(server(file)::build)
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "my.properties:2: journal.file: '" + folder.resolve("none/j") + "' cannot be written: ");
    }

    @Test
    void port_in_use_has_its_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = write("my.properties", "\nlisten = 127.0.0.1:" + taken.getLocalPort() + "\n");

            assertThatThrownBy(server(file).build()::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("my.properties:2: listen: 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void address_is_named_by_the_key_that_was_given() throws IOException {
        assertThatThrownBy(server(write("short.properties", "listen = nonsense\n"))::build)
                .hasMessageStartingWith("short.properties:1: listen: 'nonsense' is no HOST:PORT");
        assertThatThrownBy(server(write("full.properties", "listener.default.address = nonsense\n"))::build)
                .hasMessageStartingWith("full.properties:1: listener.default.address: 'nonsense' is no HOST:PORT");
        assertThatThrownBy(server(write("short.properties", "listen = nonsense\n"))
                        .set("listener.default.address", "worse")::build)
                .hasMessageContaining(": listener.default.address: 'worse' is no HOST:PORT")
                .hasMessageNotContaining("nonsense");
    }

    @Test
    void listener_without_an_address_has_its_line() throws IOException {
        assertThatThrownBy(server(write("my.properties", "listener.b.protocol = lmtp\n"))::build)
                .hasMessage("my.properties:1: listener.b.protocol: the listener has no address, add"
                        + " listener.b.address, such as localhost:2526");
    }
}
