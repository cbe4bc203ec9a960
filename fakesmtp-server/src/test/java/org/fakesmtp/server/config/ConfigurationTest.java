package org.fakesmtp.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fakesmtp.setting.Setting;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void whatEverybodyAskedForIsKnown() {
        Configuration configuration = file("seed = 1", "listen = *:25", "plugins = spool", "spool.directory = mail");
        configuration.settings().text("seed");
        configuration.settings().under("listener").under("default").text("address");
        configuration.settings().under("spool").text("directory");

        Configuration.Findings unknown = configuration.findings(List.of("spool", "console"), List.of("spool"));

        assertThat(unknown.errors()).isEmpty();
        assertThat(unknown.warnings()).isEmpty();
    }

    @Test
    void aMistypedKeyOfAnInstalledPluginIsAnError() {
        Configuration configuration = file("plugins = spool", "spool.directry = mail");
        configuration.settings().under("spool").text("directory");

        assertThat(errors(configuration.findings(List.of("spool"), List.of("spool"))))
                .containsExactly("fakesmtp.properties:2: spool.directry: unknown key, did you mean spool.directory?");
    }

    @Test
    void anUnknownPrefixIsAnError() {
        assertThat(errors(file("plugin = spool", "greylist.time = 5m").findings(List.of("spool"), List.of())))
                .containsExactly(
                        "fakesmtp.properties:1: plugin: unknown key, did you mean plugins?",
                        "fakesmtp.properties:2: greylist.time: unknown key");
    }

    @Test
    void anUnknownVariableIsAnErrorThatNamesIt() {
        Configuration configuration =
                new Layers().environment(Map.of("FAKESMTP_CONF_SEDE", "1")).merge();
        configuration.settings().text("seed");

        assertThat(errors(configuration.findings(List.of(), List.of())))
                .containsExactly("environment variable FAKESMTP_CONF_SEDE: sede: unknown key, did you mean seed?");
    }

    @Test
    void settingsOfAPluginThatIsNotInTheListAreOneWarningThatNamesIt() {
        Configuration configuration =
                file("plugins = console", "spool.directory = mail", "spool.format = eml", "spooler.x = 1");

        Configuration.Findings unknown = configuration.findings(List.of("spool", "console"), List.of("console"));

        assertThat(unknown.warnings())
                .containsExactly("fakesmtp.properties:2: spool.directory: has no effect, the plugin 'spool' is not in"
                        + " the list; plugins.add = spool puts it there");
        assertThat(unknown.errors()).hasSize(1);
        assertThat(unknown.errors().get(0)).hasMessageStartingWith("fakesmtp.properties:4: spooler.x: unknown key");
    }

    @Test
    void settingsOfAPluginThatAStrongerPlaceLeavesOutAreNoWarning() {
        Configuration configuration = new Layers()
                .settings(List.of(
                        new Setting("plugins", "console, spool", "fakesmtp.properties:1"),
                        new Setting("spool.directory", "mail", "fakesmtp.properties:2"),
                        new Setting("magic.domain", "x.test", "fakesmtp.properties:3")))
                .set("plugins=console")
                .set("spool.format=eml")
                .merge();

        Configuration.Findings findings =
                configuration.findings(List.of("console", "spool", "magic"), List.of("console"));

        assertThat(findings.errors()).isEmpty();
        assertThat(findings.warnings())
                .hasSize(2)
                .allMatch(warning -> warning.startsWith("fakesmtp.properties:3: magic.domain: ")
                        || warning.startsWith("--set: spool.format: "));
    }

    @Test
    void aVariableThatLacksAPartOfItsNameIsAWarningWithTheRightName() {
        Configuration configuration = new Layers()
                .environment(Map.of(
                        "FAKESMTP_LISTEN", "*:25",
                        "FAKESMTP_LIMIT_COMMAND__LINE", "1KB",
                        "FAKESMTP_REJECT_X_ON", "RCPT",
                        "FAKESMTP_CLASS_ARCHIVE", "off", // of earlier versions
                        "FAKESMTP_HOME", "/x",
                        "FAKESMTP_CONF_SEED", "1"))
                .merge();
        List.of("listener.default.address", "limit.command-line", "seed").forEach(configuration.settings()::get);

        assertThat(configuration.findings(List.of("reject"), List.of("reject")).warnings())
                .containsExactly(
                        "environment variable FAKESMTP_LIMIT_COMMAND__LINE: is ignored; limit.command-line is set by"
                                + " FAKESMTP_CONF_LIMIT_COMMAND__LINE",
                        "environment variable FAKESMTP_LISTEN: is ignored; listen is set by FAKESMTP_CONF_LISTEN",
                        "environment variable FAKESMTP_REJECT_X_ON: is ignored; reject.x.on is set by"
                                + " FAKESMTP_CONF_REJECT_X_ON");
    }

    private static List<String> errors(Configuration.Findings unknown) {
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
