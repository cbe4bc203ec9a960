package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of settings is that of the code: no key more, none less, and the same defaults. */
class SettingsTableTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (`[^`]+`|[^|`]*?) ?\\|");

    private static final Path SETTINGS = Path.of("..", "docs", "settings.md");

    /** Key to default, which is in back-quotes where it is a value. */
    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    @TempDir
    private Path temporary;

    @BeforeAll
    static void read() throws IOException {
        ROW.matcher(Files.readString(SETTINGS)).results().forEach(row -> TABLE.put(row.group(1), row.group(2)));
    }

    @Test
    void table_has_each_key_that_is_asked_for() {
        Set<String> asked = asked().stream()
                .map(key -> key.startsWith("reply.") ? "reply.*" : key)
                .filter(key -> !isOfAListener(key))
                .filter(key -> !key.contains(".when.")) // conditions are in rules.md
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(TABLE.keySet())).isEqualTo(asked);
    }

    @Test
    void table_has_each_key_once() throws IOException {
        assertThat(ROW.matcher(Files.readString(SETTINGS)).results().map(row -> row.group(1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void defaults_of_the_server_are_those_of_the_table() {
        ServerSettings otherwise = ServerSettings.read(Settings.of(Map.of("seed", "1")));
        ServerSettings written = ServerSettings.read(Settings.of(defaults()));

        assertThat(written)
                .usingRecursiveComparison()
                .ignoringFields("seed")
                .ignoringFieldsMatchingRegexes(".*\\.mechanisms", ".*\\.replies")
                .isEqualTo(otherwise);
    }

    @Test
    void defaults_are_values_that_are_taken() {
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder();
        Map<String, String> values = new LinkedHashMap<>(defaults());
        values.keySet().remove("listener.default.address");
        values.put("plugins", "console, spool, reject, delay, fault, greylist, rate, quota, outage, magic, lint");
        values.put("spool.directory", temporary.resolve("spool").toString());
        values.forEach(builder::set);

        try (FakeSmtpServer server = builder.build()) {
            assertThat(server.warnings()).isEmpty();
        }
    }

    /** A key that stands in the table without its listener. */
    private static boolean isOfAListener(String key) {
        return key.startsWith("listener.default.") && TABLE.containsKey(key.substring("listener.default.".length()));
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>(TABLE);
        defaults.values().removeIf(value -> !value.startsWith("`"));
        defaults.replaceAll((key, value) -> value.substring(1, value.length() - 1));
        return defaults;
    }

    private Set<String> asked() {
        Probe probe = new Probe();
        FakeSmtpServer.builder()
                .set("plugins", "console, spool, reject, delay, fault, greylist, rate, quota, outage, magic, lint")
                .set("spool.directory", temporary.resolve("spool").toString())
                .plugin(probe)
                .build()
                .close();
        return probe.asked;
    }

    /** Installed last, it knows what was asked for before. */
    private static final class Probe implements Plugin {

        private Set<String> asked = Set.of();

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public void install(Settings settings, Hooks hooks) {
            asked = settings.asked();
        }
    }
}
