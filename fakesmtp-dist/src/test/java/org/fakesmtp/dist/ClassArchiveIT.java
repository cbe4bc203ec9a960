package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the first start has made, and the later ones use. */
@EnabledOnOs(OS.LINUX)
class ClassArchiveIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String LOG = "-Xlog:class+load:file=classes.log";

    @TempDir
    Path temporary;

    private Dist dist;

    @BeforeEach
    void unpack() throws Exception {
        dist = Dist.unpack(temporary.resolve("unpacked"));
    }

    @Test
    void first_start_makes_it_and_the_next_uses_it() throws Exception {
        make();

        assertThat(used("next")).isTrue();
    }

    @Test
    void start_that_no_client_came_to_leaves_nothing() throws Exception {
        assertThat(command("--validate").in(temporary).run().exit()).isZero();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cache()).isEmpty());
    }

    @Test
    void installation_with_a_space_in_its_path_does_without() throws Exception {
        dist = Dist.unpack(temporary.resolve("a b"));

        start(command(), "first");

        assertThat(dist.file("cache")).doesNotExist();
    }

    @Test
    void cut_off_archive_is_not_used_and_made_anew() throws Exception {
        make();
        byte[] whole = Files.readAllBytes(archive());
        Files.delete(archive());
        Files.write(archive(), Arrays.copyOf(whole, whole.length / 2));

        assertThat(used("cut off")).isFalse();
        await().atMost(PATIENCE).until(this::isMade);
        assertThat(used("anew")).isTrue();
    }

    @Test
    void archive_of_other_jars_or_another_java_is_not_used() throws Exception {
        make();
        String dependencies = dependencies();

        Files.writeString(fits(), Files.readString(fits()).replace("JAVA_VERSION=", "JAVA_VERSION=1"));
        assertThat(used("java")).isFalse();
        await().atMost(PATIENCE)
                .ignoreException(NoSuchFileException.class) // it goes before the new one comes
                .until(() -> isMade() && dependencies().equals(dependencies));

        Path jar = dist.library("fakesmtp-plugins-standard");
        Files.write(jar, new byte[1], StandardOpenOption.APPEND);
        assertThat(used("jar")).isFalse();
    }

    @Test
    void options_that_change_the_jvm_and_the_switch_leave_it_alone() throws Exception {
        for (Command command : List.of(
                command("--validate").with("JAVA_OPTS", "-XX:TieredStopAtLevel=1"),
                command("--validate").with("FAKESMTP_CLASS_ARCHIVE", "off"))) {
            assertThat(command.in(temporary).run().exit()).isZero();
            assertThat(dist.file("cache")).doesNotExist();
        }
    }

    @Test
    void where_the_installation_may_not_be_written_the_user_has_it() throws Exception {
        Files.writeString(dist.file("cache"), "no folder");
        Path home = temporary.resolve("home");

        start(command().with("XDG_CACHE_HOME", home.toString()), "first");

        Path folder = home.resolve("fakesmtp" + dist.home().toRealPath());
        await().atMost(PATIENCE)
                .until(() -> Files.isDirectory(folder)
                        && list(folder).equals(List.of(archive().getFileName(), fits().getFileName())));
        start(command().with("XDG_CACHE_HOME", home.toString()), "next");
        assertThat(shared("next")).isTrue();
    }

    @Test
    void where_it_can_be_kept_nowhere_the_server_starts_without() throws Exception {
        Files.writeString(dist.file("cache"), "no folder");

        Command.Run run = command("--validate")
                .with("XDG_CACHE_HOME", "/dev/null")
                .in(temporary)
                .run();

        assertThat(run).isEqualTo(new Command.Run(0, "The settings are valid.\n", ""));
    }

    @Test
    void starts_at_the_same_time_make_one_that_fits() throws Exception {
        Server one = Server.start(temporary.resolve("one"), command());
        Server two = Server.start(temporary.resolve("two"), command());
        greet(one);
        greet(two);
        one.close();
        two.close();

        await().atMost(PATIENCE).until(this::isMade);
        assertThat(used("third")).isTrue();
    }

    private void make() throws Exception {
        start(command(), "first");
        await().atMost(PATIENCE).until(this::isMade);
    }

    /** What the archive depends on. Its size stands before it, and is another where other classes were loaded. */
    private String dependencies() throws IOException {
        String fit = Files.readString(fits());
        return fit.substring(fit.indexOf(' '));
    }

    /** Whether there is an archive, and none in the making. */
    private boolean isMade() throws IOException {
        return cache().equals(List.of(archive().getFileName(), fits().getFileName()));
    }

    /** Starts a server, and says whether its classes came out of an archive that has the program's own. */
    private boolean used(String folder) throws Exception {
        start(command(), folder);
        return shared(folder);
    }

    private boolean shared(String folder) throws IOException {
        return Files.readAllLines(temporary.resolve(folder).resolve("classes.log"), UTF_8).stream()
                .anyMatch(line -> line.contains(" org.fakesmtp.dist.Main source: shared objects file"));
    }

    private void start(Command command, String folder) throws Exception {
        try (Server server = Server.start(temporary.resolve(folder), command)) {
            greet(server);
            assertThat(server.err()).doesNotContain("[warning]");
            assertThat(server.out()).doesNotContain("[warning]");
        }
    }

    private static void greet(Server server) throws IOException {
        try (Dialogue dialogue = new Dialogue(server.port())) {
            assertThat(dialogue.line()).startsWith("220 ");
        }
    }

    private Command command(String... arguments) {
        return dist.fakesmtp("--listen", "localhost:0").and(arguments).with("JAVA_OPTS", LOG);
    }

    private List<Path> cache() throws IOException {
        return list(dist.file("cache"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    private Path archive() {
        return dist.file("cache/classes-" + Runtime.version().feature() + ".jsa");
    }

    private Path fits() {
        return dist.file("cache/" + archive().getFileName() + ".fits");
    }
}
