package org.fakesmtp.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {

    @TempDir
    private Path folder;

    @Test
    void aLaterLayerIsStronger() throws IOException {
        Configuration configuration = new Layers()
                .file(write("fakesmtp.properties", "a = file\nb = file\nc = file\nd = file"))
                .file(write("slow.properties", "b = profile\nc = profile\nd = profile"))
                .environment(Map.of("FAKESMTP_CONF_C", "environment", "FAKESMTP_CONF_D", "environment"))
                .set("d=set")
                .merge();

        assertThat(configuration.merged())
                .containsExactly(
                        new Setting("a", "file", "fakesmtp.properties:1"),
                        new Setting("b", "profile", "slow.properties:1"),
                        new Setting("c", "environment", "environment variable FAKESMTP_CONF_C"),
                        new Setting("d", "set", "--set"));
    }

    @Test
    void aNewKeyComesAfterThoseOfTheFileAndAKnownOneKeepsItsPlace() throws IOException {
        Configuration configuration = new Layers()
                .file(write("fakesmtp.properties", "reject.b.on = RCPT\nreject.a.on = RCPT"))
                .environment(Map.of("FAKESMTP_CONF_REJECT_0_ON", "DATA"))
                .set("reject.b.on = MAIL")
                .merge();

        assertThat(configuration.settings().under("reject").names()).containsExactly("b", "a", "0");
        assertThat(configuration.settings().text("reject.b.on")).contains("MAIL");
    }

    @ParameterizedTest
    @CsvSource({
        "FAKESMTP_CONF_SEED,seed",
        "FAKESMTP_CONF_SPOOL_DIRECTORY,spool.directory",
        "FAKESMTP_CONF_REJECT_NO__SUCH__USER_WHEN_RECIPIENT,reject.no-such-user.when.recipient"
    })
    void aVariableIsTheKeyInCapitals(String variable, String key) {
        Configuration configuration =
                new Layers().environment(Map.of(variable, " x ")).merge();

        assertThat(configuration.settings().text(key)).contains(" x ");
    }

    @Test
    void otherVariablesAreIgnored() {
        Map<String, String> variables = Map.of("FAKESMTP_HOME", "/opt", "FAKESMTP_CONFIG", "x", "PATH", "/bin");

        assertThat(new Layers().environment(variables).merge().merged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAKESMTP_CONF_", "FAKESMTP_CONF_seed"})
    void aVariableThatIsNoKeyIsAnError(String variable) {
        assertWrong(
                new Layers().environment(Map.of(variable, "1")),
                "environment variable " + variable + ": is no key: write it in capitals, '_' for '.' and '__' for '-',"
                        + " such as FAKESMTP_CONF_SPOOL_DIRECTORY");
    }

    @Test
    void pluginsReplacesAndPluginsAddAdds() throws IOException {
        Configuration configuration = new Layers()
                .file(write("fakesmtp.properties", "plugins.add = spool\nplugins = console, spool"))
                .file(write("slow.properties", "plugins.add = delay, console"))
                .set("plugins.add=fault")
                .merge();

        assertThat(configuration.plugins())
                .containsExactly(
                        new Setting("plugins", "console", "fakesmtp.properties:2"),
                        new Setting("plugins", "spool", "fakesmtp.properties:2"),
                        new Setting("plugins.add", "delay", "slow.properties:1"),
                        new Setting("plugins.add", "fault", "--set"));
        assertThat(configuration.merged())
                .containsExactly(new Setting("plugins", "console, spool, delay, fault", "--set"));
    }

    @Test
    void aStrongerListDropsWhatWasNamedBefore() throws IOException {
        Configuration configuration = new Layers()
                .file(write("fakesmtp.properties", "plugins = console, spool\nplugins.add = fault"))
                .environment(Map.of("FAKESMTP_CONF_PLUGINS", ""))
                .merge();

        assertThat(configuration.plugins()).isEmpty();
        assertThat(configuration.settings().list("plugins")).isEmpty();
    }

    @Test
    void listenIsShortForTheAddressOfTheDefaultListener() throws IOException {
        Configuration configuration = new Layers()
                .file(write("fakesmtp.properties", "listener.default.address = localhost:25"))
                .settings(List.of(new Setting("listen", "localhost:0", "--listen")))
                .merge();

        assertThat(configuration.merged())
                .containsExactly(new Setting("listener.default.address", "localhost:0", "--listen"));
    }

    @Test
    void bothSpellingsOfTheAddressInOnePlaceAreAnError() throws IOException {
        assertWrong(
                new Layers().file(write("fakesmtp.properties", "listen = *:25\nlistener.default.address = *:26")),
                "fakesmtp.properties:2: listener.default.address: is set already by fakesmtp.properties:1,"
                        + " since listen is short for listener.default.address");
    }

    @Test
    void theLastOfSeveralAssignmentsWins() {
        assertThat(new Layers().set("seed=1").set("seed=2=3").merge().settings().text("seed"))
                .contains("2=3");
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() throws IOException {
        assertWrong(
                new Layers()
                        .file(write("fakesmtp.properties", "nonsense\nplugins = a,,b"))
                        .file(write("slow.properties", "plugins = a,,b"))
                        .set("seed")
                        .set("=1"),
                "fakesmtp.properties:1: 'nonsense' has no '=', write key = value",
                "fakesmtp.properties:2: plugins: 'a,,b' has a comma with nothing before or after it",
                "slow.properties:1: plugins: 'a,,b' has a comma with nothing before or after it",
                "--set: 'seed' is no key=value, such as seed=42",
                "--set: '=1' is no key=value, such as seed=42");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertWrong(Layers layers, String... lines) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(layers::merge)
                .withMessage(String.join("\n", lines));
    }
}
