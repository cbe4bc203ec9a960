package org.fakesmtp.plugins.standard.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.Messages;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolPluginTest {

    @TempDir
    Path temporary;

    private Path spool;
    private Instant now = Messages.RECEIVED;
    private final SpoolPlugin plugin = new SpoolPlugin(new ForcedDisk(), () -> now);

    @BeforeEach
    void name_a_directory_that_is_not_there() {
        spool = temporary.resolve("deep/spool");
    }

    @AfterEach
    void close() {
        plugin.close();
    }

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(Plugin.class)).hasAtLeastOneElementOfType(SpoolPlugin.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eml", "maildir"})
    void directories_that_were_made_and_stayed_empty_go_again(String format) {
        sink("format", format);
        assertThat(spool).isDirectory();
        plugin.close();

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void directory_that_was_there_stays() throws Exception {
        Files.createDirectories(spool);
        sink();
        plugin.close();

        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void without_a_trace_the_file_is_what_came_octet_for_octet() throws Exception {
        byte[] octets = new byte[300_000];
        new Random(1).nextBytes(octets);

        assertThat(sink("trace", "off").deliver(Messages.of(octets))).isEqualTo(Delivery.taken());

        assertThat(visible(spool, ".eml"))
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(octets));
    }

    @Test
    void with_a_trace_the_octets_stand_behind_the_trace_header() throws Exception {
        sink().deliver(Messages.of("Subject: x\r\n\r\n.\nü\r\n"));

        assertThat(visible(spool, ".eml").get(0)).hasContent("""
                Return-Path: <alice@a.test>\r
                Delivered-To: bob@b.test\r
                Delivered-To: carol@b.test\r
                Received: from client.test ([127.0.0.1])\r
                \tby localhost with ESMTP id m1;\r
                \tSun, 22 Nov 2026 17:53:35 +0000\r
                Subject: x\r
                \r
                .
                ü\r
                """);
    }

    @Test
    void the_envelope_stands_beside_the_message_under_the_same_name() throws Exception {
        sink().deliver(Messages.of("1234567"));

        String name = visible(spool, ".eml").get(0).getFileName().toString();
        assertThat(spool.resolve(name.replace(".eml", ".json"))).hasContent("""
                {
                  "id": "m1",
                  "session": "s1",
                  "client": "127.0.0.1",
                  "port": 54321,
                  "listener": "default",
                  "helo": "client.test",
                  "protocol": "ESMTP",
                  "received": "2026-11-22T17:53:35.123456Z",
                  "reversePath": "alice@a.test",
                  "parameters": {
                    "BODY": "8BITMIME",
                    "SIZE": "7"
                  },
                  "recipients": [
                    {
                      "address": "bob@b.test",
                      "parameters": {}
                    },
                    {
                      "address": "carol@b.test",
                      "parameters": {}
                    }
                  ],
                  "size": 7
                }
                """);
    }

    @Test
    void a_name_is_made_of_time_run_and_number() throws Exception {
        sink().deliver(Messages.of(""));

        assertThat(visible(spool, ".eml").get(0).getFileName().toString())
                .matches("20261122T175335\\.123456Z-[0-9a-f]{12}-000001\\.eml");
    }

    @Test
    void names_sort_in_the_order_of_delivery_even_where_the_clock_goes_back() throws Exception {
        MessageSink sink = sink("trace", "off");
        for (int i = 0; i < 12; i++) {
            sink.deliver(Messages.of("" + i));
            now = now.minusMillis(5);
        }

        assertThat(visible(spool, ".eml"))
                .extracting(Files::readString)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @Test
    void a_maildir_has_the_message_in_new_and_nothing_else_anywhere() throws Exception {
        sink("format", "maildir").deliver(Messages.of("x"));
        plugin.close();

        assertThat(all(spool))
                .extracting(file -> spool.relativize(file).toString())
                .satisfiesExactly(
                        name -> assertThat(name).matches("new/1795370015\\.M123456R[0-9a-f]{12}Q1\\.fakesmtp"));
        assertThat(spool.resolve("cur")).isEmptyDirectory();
        assertThat(all(spool).get(0))
                .content(UTF_8)
                .startsWith("Return-Path: <alice@a.test>\r\n")
                .endsWith("\r\nx");
    }

    @Test
    void only_the_owner_may_read_what_it_makes() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        sink().deliver(Messages.of("x"));

        assertThat(List.of(spool, spool.getParent()))
                .allSatisfy(directory -> assertThat(mode(directory)).isEqualTo("rwx------"));
        assertThat(all(spool))
                .hasSize(4)
                .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }

    @Test
    void nothing_hidden_is_left_when_it_is_closed() throws Exception {
        sink().deliver(Messages.of("x"));
        plugin.close();

        assertThat(all(spool))
                .hasSize(2)
                .noneMatch(file -> file.getFileName().toString().startsWith("."));
        assertThat(spool.resolve(".tmp")).doesNotExist();
    }

    @Test
    void a_directory_that_someone_removed_is_made_again() throws Exception {
        MessageSink sink = sink();
        for (Path file : all(spool)) {
            Files.delete(file);
        }
        Files.delete(spool.resolve(".tmp"));
        Files.delete(spool);

        assertThat(sink.deliver(Messages.of("x"))).isEqualTo(Delivery.taken());
        assertThat(visible(spool, ".eml")).hasSize(1);
    }

    @Test
    void a_file_in_place_of_the_directory_stops_the_start_with_key_and_value() throws Exception {
        Files.createDirectories(spool.getParent());
        Files.createFile(spool);

        assertThatThrownBy(this::sink)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("settings: spool.directory: '" + spool + "' is no directory");
    }

    @Test
    void a_directory_that_cannot_be_written_stops_the_start() throws Exception {
        Path readOnly = Path.of("/proc/1");
        assumeTrue(Files.isDirectory(readOnly));

        assertThatThrownBy(() -> sink("directory", readOnly.toString()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("spool.directory: '/proc/1' is no directory that can be made and written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void a_directory_that_is_no_path_stops_the_start(String value) {
        assertThatThrownBy(() -> sink("directory", value))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("spool.directory: ");
    }

    @Test
    void an_unknown_format_is_refused() {
        assertThatThrownBy(() -> sink("format", "mbox"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("spool.format")
                .hasMessageContaining("maildir");
    }

    private MessageSink sink(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("spool.directory", spool.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("spool." + settings[i], settings[i + 1]);
        }
        return Installed.install(plugin, all).sinks.get(0);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    static List<Path> visible(Path directory, String suffix) throws IOException {
        return all(directory).stream()
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .filter(file -> file.toString().endsWith(suffix))
                .toList();
    }

    static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
