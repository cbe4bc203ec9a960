package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.server.tls.CertificateAuthority;
import org.fakesmtp.server.tls.Identity;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A wrong value of any key in docs/settings.md is an error that names the file, the line and the key. No key takes
 * every text.
 */
class WrongValueTest {

    private static final Pattern KEY = Pattern.compile("(?m)^(?:\\| |- )`([a-z0-9.*<>-]+)`[ :]");

    /** Keys that a wrong text has to be chosen for; {@code @} is the folder of the test. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("journal.file", "@/none/journal"),
            Map.entry("tls.ca-file", "@/none/ca.pem"),
            Map.entry("tls.cache", ""), // one that cannot be written is a warning, see docs/tls.md
            Map.entry("spool.directory", "@/server.jks/spool"));

    private static final String OTHERWISE = "no such value";

    /** What a key needs beside it in order to be read at all. */
    private static final Map<String, String> NEEDED = Map.of(
            "tls.key", "tls.certificate = @/none.pem",
            "tls.key-password", "tls.keystore = @/server.jks\n%stls.keystore-password = secret",
            "tls.keystore-password", "tls.keystore = @/server.jks");

    @TempDir
    private static Path folder;

    /** A key store, and a key in it with a password of its own. */
    @BeforeAll
    static void write_a_key_store() throws Exception {
        Identity identity = CertificateAuthority.read(
                        Settings.of(Map.of("tls.cache", folder.resolve("cache").toString())))
                .identity("localhost");
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                identity.key(),
                "other".toCharArray(),
                identity.chain().toArray(Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(folder.resolve("server.jks"))) {
            store.store(out, "secret".toCharArray());
        }
    }

    static List<String> keys() throws IOException {
        return KEY.matcher(Files.readString(Path.of("..", "docs", "settings.md")))
                .results()
                .map(key -> key.group(1).replace("<name>", "x").replace("reply.*", "reply.greeting"))
                .distinct()
                .toList();
    }

    static Stream<String> keys_of_a_listener() throws IOException {
        Pattern own = Pattern.compile("protocol|(?:extension|auth|tls)\\..*|(?:proxy|xclient)\\.trusted");
        return keys().stream()
                .filter(own.asMatchPredicate())
                .filter(key -> !Set.of("tls.ca-file", "tls.cache").contains(key));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void error_of_a_wrong_value_names_file_line_and_key(String key) throws IOException {
        String needed = NEEDED.getOrDefault(key, "").formatted("");
        String tls = key.startsWith("tls.") && !key.equals("tls.mode") ? "tls.mode = starttls\n" : "";
        assertNamed(key, WRONG.getOrDefault(key, OTHERWISE), tls + needed);
    }

    @ParameterizedTest
    @MethodSource("keys_of_a_listener")
    void error_of_a_wrong_value_names_the_key_of_a_listener(String key) throws IOException {
        String prefix = "listener.x.";
        String needed = NEEDED.getOrDefault(key, "").formatted(prefix);
        String tls = key.startsWith("tls.") && !key.equals("tls.mode") ? prefix + "tls.mode = starttls\n" : "";
        String address = prefix + "address = 127.0.0.1:0\n";
        assertNamed(
                prefix + key,
                WRONG.getOrDefault(key, OTHERWISE),
                address + tls + (needed.isEmpty() ? "" : prefix + needed));
    }

    @ParameterizedTest
    @CsvSource({
        "listener.x.address, reject.x.on = RCPT",
        "reject.x.on, reject.x.reply = 550 No",
        "reject.x.reply, reject.x.on = RCPT",
        "reject.x.when.client, 'reject.x.on = RCPT\nreject.x.reply = 550 No'",
        "reject.x.first, 'reject.x.on = RCPT\nreject.x.reply = 550 No'",
        "delay.x.time, delay.x.on = RCPT",
        "fault.x.answer, fault.x.on = RCPT",
        "rate.x.when.client, rate.x.most = 1",
        "greylist.when.client, ''",
        "quota.when.client, ''"
    })
    void error_of_a_wrong_part_of_a_rule_names_file_line_and_key(String key, String others) throws IOException {
        assertNamed(key, OTHERWISE, others);
    }

    @ParameterizedTest
    @CsvSource({
        "rejct.full.on = RCPT, rejct.full.on, reject.full.on",
        "greylst.delay = 1m, greylst.delay, greylist.delay",
        "grelist.when.recipient = *, grelist.when.recipient, greylist.when.recipient",
        "rates.x.most = 3, rates.x.most, rate.x.most",
        "plugins = rejct, plugins, reject",
        "plugins.add = spol, plugins.add, spool"
    })
    void misspelt_name_of_a_plugin_gets_its_guess(String line, String key, String meant) throws IOException {
        Path file = Files.writeString(folder.resolve("my.properties"), line + '\n');

        assertThat(catchThrowable(() -> start(file)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("my.properties:1: " + key + ": ")
                .hasMessageContaining(", did you mean " + meant + "?");
    }

    @Test
    void keys_are_those_of_the_documentation() throws IOException {
        assertThat(keys())
                .contains("listen", "listener.default.address", "tls.key-password", "rate.x.most", "magic.domain")
                .hasSizeGreaterThan(90);
    }

    private static void assertNamed(String key, String value, String others) throws IOException {
        String text = (others + "\n" + key + " = " + value + "\n").replace("@", folder.toString());
        long line = text.lines().count();
        Path file = Files.writeString(folder.resolve("my.properties"), text);

        Throwable error = catchThrowable(() -> start(file));

        assertThat(error).isInstanceOfAny(SettingException.class, StartException.class);
        assertThat(String.valueOf(error.getMessage()).lines())
                .allMatch(told -> told.startsWith("my.properties:"))
                .anyMatch(told -> told.startsWith("my.properties:" + line + ": " + key + ": "));
    }

    /** Starts on a free port and closes at once, should that succeed. What the file says is stronger. */
    private static void start(Path file) throws IOException {
        String spool = Files.readString(file).contains("spool.") ? ", spool" : "";
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .set("listen", "127.0.0.1:0")
                .set("plugins", "console, reject, delay, fault, greylist, rate, quota, outage, magic, lint" + spool)
                .configure(layers -> layers.file(file));
        try (FakeSmtpServer server = builder.build().start()) {
            assertThat(server.port()).isPositive();
        }
    }
}
