package org.fakesmtp.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.Setting;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void whatEverybodyAskedForIsKnown() {
        Configuration configuration = file("seed = 1", "listen = *:25", "plugins = spool", "spool.directory = mail");
        configuration.settings().text("seed");
        configuration.settings().under("listener").under("default").text("address");
        configuration.settings().under("spool").text("directory");

        Configuration.Unknown unknown = configuration.unknown(List.of("spool", "console"));

        assertThat(unknown.errors()).isEmpty();
        assertThat(unknown.warnings()).isEmpty();
    }

    @Test
    void aMistypedKeyOfAnInstalledPluginIsAnError() {
        Configuration configuration = file("plugins = spool", "spool.directry = mail");
        configuration.settings().under("spool").text("directory");

        assertThat(errors(configuration.unknown(List.of("spool"))))
                .containsExactly("fakesmtp.properties:2: spool.directry: unknown key, did you mean spool.directory?");
    }

    @Test
    void anUnknownPrefixIsAnError() {
        assertThat(errors(file("plugin = spool", "greylist.time = 5m").unknown(List.of("spool"))))
                .containsExactly(
                        "fakesmtp.properties:1: plugin: unknown key, did you mean plugins?",
                        "fakesmtp.properties:2: greylist.time: unknown key");
    }

    @Test
    void anUnknownVariableIsAnErrorThatNamesIt() {
        Configuration configuration =
                new Layers().environment(Map.of("FAKESMTP_CONF_SEDE", "1")).merge();
        configuration.settings().text("seed");

        assertThat(errors(configuration.unknown(List.of())))
                .containsExactly("environment variable FAKESMTP_CONF_SEDE: sede: unknown key, did you mean seed?");
    }

    @Test
    void settingsOfAPluginThatIsNotInTheListAreOneWarningThatNamesIt() {
        Configuration configuration =
                file("plugins = console", "spool.directory = mail", "spool.format = eml", "spooler.x = 1");

        Configuration.Unknown unknown = configuration.unknown(List.of("spool", "console"));

        assertThat(unknown.warnings())
                .containsExactly("fakesmtp.properties:2: spool.directory: has no effect, the plugin 'spool' is not in"
                        + " the list; plugins.add = spool puts it there");
        assertThat(unknown.errors()).hasSize(1);
        assertThat(unknown.errors().get(0)).hasMessageStartingWith("fakesmtp.properties:4: spooler.x: unknown key");
    }

    private static List<String> errors(Configuration.Unknown unknown) {
        return unknown.errors().stream().map(Throwable::getMessage).toList();
    }

    private static Configuration file(String... lines) {
        List<Setting> settings = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" = ", 2);
            settings.add(new Setting(parts[0], parts[1], "fakesmtp.properties:" + (settings.size() + 1)));
        }
        return new Layers().settings(settings).merge();
    }
}
