package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command line says, and the exit code. */
class CommandLineIT {

    private static final int OK = 0;
    private static final int CANNOT_START = 1;
    private static final int WRONG_USAGE = 2;

    private static final Dist DIST = Dist.shared();

    @TempDir
    static Path temporary;

    @BeforeAll
    static void writeSettings() throws Exception {
        Files.writeString(temporary.resolve("good.properties"), """
                listen = localhost:0
                reply.noop.ok = 250 file
                reply.rset.ok = 250 file
                reply.helo.ok = 250 file
                """);
        Files.writeString(temporary.resolve("value.properties"), "listen = localhost:0\nlimit.idle = 5\n");
        Files.writeString(
                temporary.resolve("key.properties"), "listen = localhost:0\n\nhostnam = x\nplugin = console\n");
    }

    @Test
    void help_names_every_option() throws Exception {
        Command.Run run = run("--help");

        assertThat(run.out())
                .contains(
                        "--config",
                        "--listen",
                        "--set",
                        "--port-file",
                        "--profile",
                        "--exit-after",
                        "--fail-on-unused-rule",
                        "--explain",
                        "--validate",
                        "--quiet",
                        "--verbose",
                        "--version");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(OK);
    }

    @Test
    void version_is_that_of_the_zip() throws Exception {
        Command.Run run = run("--version");

        assertThat(Dist.ZIP.getFileName()).hasToString(run.out().strip().replace(' ', '-') + ".zip");
        assertThat(run.exit()).isEqualTo(OK);
    }

    @Test
    void validate_finds_nothing_wrong_with_the_settings_of_the_zip() throws Exception {
        Command.Run run = run("--validate");

        assertThat(run).isEqualTo(new Command.Run(OK, "The settings are valid.\n", ""));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrongSetting(
                        "value.properties:2: limit.idle: '5' lacks a unit, write 5ms or 5s or 5m or 5h",
                        "-c",
                        "value.properties",
                        "--validate"),
                wrongSetting(
                        "key.properties:3: hostnam: unknown key, did you mean hostname?\n"
                                + "key.properties:4: plugin: unknown key, did you mean plugins?",
                        "-c",
                        "key.properties"),
                wrongSetting("no.properties: cannot be read: there is no such file", "-c", "no.properties"),
                wrongSetting("--set: hostnam: unknown key, did you mean hostname?", "--set", "hostnam=x"),
                wrongSetting(
                        "--set: plugins: no plugin 'consol' is installed, did you mean console?"
                                + " installed are console, delay, fault, greylist, lint, magic, outage, quota, rate, reject, spool",
                        "--set",
                        "plugins=consol"),
                wrongSetting(
                        "--listen: 'mail.test' is no host to listen on: write localhost, *,"
                                + " an address such as 127.0.0.1 or [::1]; other names are not looked up",
                        "--listen",
                        "mail.test:25"),
                wrongSetting("--listen: 192.0.2.1:0: this machine has no such address", "--listen", "192.0.2.1:0"),
                wrongUsage("'--quiet' and '--verbose' exclude each other", "--quiet", "--verbose"),
                wrongUsage("Unmatched argument at index 2: '\\x1B[31m'", "\u001b[31m"),
                wrongUsage("Unknown option: '--lissen=localhost:0'", "--lissen=localhost:0"),
                wrongUsage("Missing required parameter for option '--set' (key=value)", "--set"),
                wrongUsage("Unmatched argument at index 2: 'start'", "start"),
                wrongUsage("'--port-file' stands before 'lint': its options stand behind it", "lint"));
    }

    private static Arguments wrongSetting(String said, String... arguments) {
        return arguments(arguments, said + "\n", CANNOT_START);
    }

    private static Arguments wrongUsage(String said, String... arguments) {
        return arguments(arguments, said + "\nTry --help.\n", WRONG_USAGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_is_told_in_words_and_nothing_listens(String[] arguments, String said, int exit) throws Exception {
        Command.Run run = DIST.fakesmtp("--port-file", "port")
                .and(arguments)
                .in(temporary)
                .run();

        assertThat(run).isEqualTo(new Command.Run(exit, "", said.replaceAll("(?m)^(?=.)", "fakesmtp: ")));
        assertThat(temporary.resolve("port")).doesNotExist();
    }

    @Test
    void variable_of_the_environment_that_is_no_setting_is_named() throws Exception {
        Command.Run run = DIST.fakesmtp("-c", "good.properties")
                .with("FAKESMTP_CONF_HOSTNAM", "x")
                .in(temporary)
                .run();

        assertThat(run.err())
                .isEqualTo("fakesmtp: environment variable FAKESMTP_CONF_HOSTNAM: hostnam: unknown key,"
                        + " did you mean hostname?\n");
        assertThat(run.exit()).isEqualTo(CANNOT_START);
    }

    @Test
    void plugins_of_the_shipped_file_that_a_command_line_leaves_out_are_no_warning() throws Exception {
        assertThat(run("--validate", "--set", "plugins=console"))
                .isEqualTo(new Command.Run(OK, "The settings are valid.\n", ""));
    }

    @Test
    void variable_that_lacks_a_part_of_its_name_is_warned_of() throws Exception {
        Command.Run run = DIST.fakesmtp("-c", "good.properties", "--validate")
                .with("FAKESMTP_LISTEN", "*:25")
                .with("FAKESMTP_HOME", "/x")
                .in(temporary)
                .run();

        assertThat(run.err())
                .isEqualTo("fakesmtp: warning: environment variable FAKESMTP_LISTEN: is ignored; listen is set by"
                        + " FAKESMTP_CONF_LISTEN\n");
    }

    @Test
    void start_is_one_line_and_a_warning_is_told_once() throws Exception {
        Command.Run run = serve("--exit-after", "1ms", "--set", "listener.b.address=localhost:0")
                .and("--set", "plugins=reject", "--set", "reject.hole.on=MESSAGE", "--set", "reject.hole.reply=250 ok")
                .run();

        assertThat(run.out()).matches("fakesmtp listens on localhost:\\d+, localhost:\\d+, seed = \\d+\n");
        assertThat(run.err().lines().filter(line -> line.contains("reject.hole: '")))
                .hasSize(1);
        assertThat(run.err()).doesNotContain("seed");
    }

    @Test
    void quiet_server_tells_warnings_and_errors_only() throws Exception {
        String[] settings = {
            "--set", "plugins=console,reject", "--set", "reject.a.on=NOOP", "--set", "reject.a.reply=450 a"
        };
        Command.Run quiet =
                serve("--quiet", "--exit-after", "1ms").and(settings).run();
        assertThat(quiet).isEqualTo(new Command.Run(OK, "", ""));

        Command.Run warned = serve("-q", "--exit-after", "1ms")
                .and(settings)
                .and("--set", "reject.a.reply=250 a")
                .run();
        assertThat(warned.out()).isEmpty();
        assertThat(warned.err().lines()).hasSize(1).first().asString().contains("WARN", "reject.a: ");
        assertThat(serve("-q", "--explain").and(settings).run().out()).startsWith("1. reject.a\n");
    }

    @Test
    void verbose_server_tells_more() throws Exception {
        assertThat(serve("--verbose", "--set", "plugins=nobody").run().err()).contains("DEBUG", "no plugin 'nobody'");
    }

    @Test
    void port_in_use_is_told() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "localhost:" + other.getLocalPort();
            Command.Run run = run("--listen", address);

            assertThat(run.err())
                    .isEqualTo("fakesmtp: --listen: " + address
                            + ": the port is in use by another program; choose another, or 0 for a free one\n");
            assertThat(run.exit()).isEqualTo(CANNOT_START);
        }
    }

    @Test
    void port_file_that_cannot_be_written_is_told_and_ends_the_server() throws Exception {
        Command.Run run = run("-c", "good.properties", "--port-file", "missing/port");

        assertThat(run.err().lines())
                .last()
                .isEqualTo("fakesmtp: missing/port: cannot be written: there is no such directory");
        assertThat(run.exit()).isEqualTo(CANNOT_START);
        assertThat(run.out()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void privileged_port_that_the_user_may_not_bind_is_told() throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        String address = "127.0.0.1:" + privilegedPort();
        // Where the build is, others may have no right to read.
        Dist readable = Dist.unpack(temporary.resolve("readable"));
        Command server = readable.fakesmtp("-c", "good.properties", "--listen", address);

        Command.Run run = unprivileged(server).in(temporary).run();

        assertThat(run.err())
                .isEqualTo("fakesmtp: --listen: " + address + ": ports below 1024 need the right to bind them, such as"
                        + " CAP_NET_BIND_SERVICE; or choose another, such as 2525\n");
        assertThat(run.exit()).isEqualTo(CANNOT_START);
    }

    /** The highest port that an ordinary user may not bind. */
    private static int privilegedPort() throws IOException {
        // A reader, since the system gives all of this file at once or only its first octet.
        try (BufferedReader limit = Files.newBufferedReader(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))) {
            int first = Integer.parseInt(limit.readLine());
            assumeTrue(first > 1, "no port is privileged here");
            return Math.min(first, 1024) - 1;
        }
    }

    /** The command, run by one who may bind no privileged port and can still read this Java. */
    private static Command unprivileged(Command command) throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        Tools.need("setpriv");
        String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
        Command java = new Command(nobody).and(System.getProperty("java.home") + "/bin/java", "-version");
        assumeTrue(java.run().exit() == 0, "only root can run this Java");
        return command.under(nobody);
    }

    @Test
    void port_file_has_a_line_for_each_of_several_listeners() throws Exception {
        Command command = serve("--set", "listener.b-2.address=127.0.0.1:0");
        try (Server server = Server.start(temporary.resolve("listeners"), command)) {
            assertThat(server.portFile()).matches("default=\\d+\nb-2=\\d+\n");
        }
    }

    @Test
    void command_line_is_stronger_than_the_environment_and_that_than_the_file() throws Exception {
        Command command = serve("--set", "reply.helo.ok=250 command line")
                .with("FAKESMTP_CONF_REPLY_HELO_OK", "250 environment")
                .with("FAKESMTP_CONF_REPLY_RSET_OK", "250 environment");

        try (Server server = Server.start(temporary.resolve("strength"), command);
                Dialogue dialogue = new Dialogue(server.port())) {
            dialogue.line();
            assertThat(dialogue.ask("HELO client.test")).isEqualTo("250 command line");
            assertThat(dialogue.ask("RSET")).isEqualTo("250 environment");
            assertThat(dialogue.ask("NOOP")).isEqualTo("250 file");
        }
    }

    @Test
    void log_is_as_a_changed_file_says() throws Exception {
        String file = Files.readString(DIST.file("conf/logback.xml"));
        Path changed = temporary.resolve("logback.xml");
        Files.writeString(changed, file.replace("%d{HH:mm:ss.SSS}", "changed"));

        Command.Run run = serve("--exit-after", "1ms")
                .with("FAKESMTP_LISTEN", "warned of")
                .with("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Dlogback.configurationFile=" + changed)
                .run();

        assertThat(run.err()).isNotEmpty().matches("(changed .*\n)+");
    }

    private static Command.Run run(String... arguments) throws Exception {
        return DIST.fakesmtp(arguments).in(temporary).run();
    }

    private static Command serve(String... arguments) {
        return DIST.fakesmtp("-c", temporary.resolve("good.properties").toString())
                .and(arguments);
    }
}
