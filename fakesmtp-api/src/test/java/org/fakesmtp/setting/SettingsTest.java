package org.fakesmtp.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private enum Layout {
        EML,
        MAILDIR
    }

    @Test
    void aPluginSeesItsKeysWithoutItsName() {
        Settings settings = Settings.of(Map.of("spool.directory", "mail", "console.directory", "no"));

        assertThat(settings.under("spool").text("directory")).contains("mail");
    }

    @Test
    void whatIsNotSetIsWhatTheProgramSays() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.text("a")).isEmpty();
        assertThat(settings.text("a", "x")).isEqualTo("x");
        assertThat(settings.flag("a", true)).isTrue();
        assertThat(settings.number("a", 7)).isEqualTo(7);
        assertThat(settings.size("a", 512)).isEqualTo(512);
        assertThat(settings.duration("a", Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.choice("a", Layout.EML)).isEqualTo(Layout.EML);
        assertThat(settings.list("a")).isEmpty();
    }

    @Test
    void whatIsSetIsReadByItsType() {
        Settings settings = Settings.of(Map.of(
                "flag", "off", "number", "9", "size", "2KB", "duration", "2s", "choice", "maildir", "list", "b, a"));

        assertThat(settings.flag("flag", true)).isFalse();
        assertThat(settings.number("number", 7)).isEqualTo(9);
        assertThat(settings.size("size", 512)).isEqualTo(2048);
        assertThat(settings.duration("duration", Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.choice("choice", Layout.EML)).isEqualTo(Layout.MAILDIR);
        assertThat(settings.list("list")).containsExactly("b", "a");
    }

    @Test
    void aWrongValueIsNamedWithItsPlaceItsKeyAndTheRightForm() {
        Settings settings = settings(new Setting("delay.slow.time", "5", "fakesmtp.properties:12"));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings.under("delay").under("slow").duration("time", Duration.ZERO))
                .withMessage("fakesmtp.properties:12: delay.slow.time: '5' lacks a unit, write 5ms or 5s or 5m or 5h");
    }

    @Test
    void aParserOfTheCallersSaysWhatIsWrong() {
        Settings settings = settings(new Setting("reject.x.on", "RCTP", "--set"));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings.value("reject.x.on", text -> {
                    throw new IllegalArgumentException("unknown stage '" + text + "'");
                }))
                .withMessage("--set: reject.x.on: unknown stage 'RCTP'");
    }

    @Test
    void rulesAreNamedInTheOrderOfTheFile() {
        Settings settings = settings(
                new Setting("reject.zebra.on", "RCPT", "f:1"),
                new Setting("rejected.x", "1", "f:2"),
                new Setting("reject.ant.on", "RCPT", "f:3"),
                new Setting("reject.zebra.reply", "550 No", "f:4"));

        assertThat(settings.under("reject").names()).containsExactly("zebra", "ant");
    }

    @Test
    void entriesKeepTheirOrderAndTheirFullKeys() {
        Setting second = new Setting("reject.x.when.sender", "a", "f:2");
        Setting first = new Setting("reject.x.when.recipient", "b", "f:1");
        Settings settings = settings(first, new Setting("reject.x.on", "RCPT", "f:3"), second);

        assertThat(settings.under("reject").under("x").under("when").entries()).containsExactly(first, second);
    }

    @Test
    void aKeyThatNobodyAskedForIsUnknown() {
        Settings settings = settings(
                new Setting("seed", "1", "fakesmtp.properties:1"),
                new Setting("spool.directry", "mail", "fakesmtp.properties:3"),
                new Setting("nonsense", "1", "fakesmtp.properties:4"));
        assertThat(settings.number("seed", 0)).isEqualTo(1);
        assertThat(settings.under("spool").text("directory")).isEmpty();

        assertThat(settings.unknown())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "fakesmtp.properties:3: spool.directry: unknown key, did you mean spool.directory?",
                        "fakesmtp.properties:4: nonsense: unknown key");
    }

    @Test
    void aKeyIsNotKnownByBeingListed() {
        Settings settings = Settings.of(Map.of("reject.x.onn", "RCPT"));

        assertThat(settings.under("reject").names()).containsExactly("x");
        assertThat(settings.under("reject").entries()).hasSize(1);
        assertThat(settings.unknown()).hasSize(1);
    }

    @Test
    void aKeyThatStandsTwiceIsAnErrorThatNamesBothPlaces() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings(new Setting("seed", "1", "f:1"), new Setting("seed", "2", "f:5")))
                .withMessage("f:5: seed: is set already by f:1");
    }

    @Test
    void severalErrorsAreSeveralLines() {
        SettingException joined =
                SettingException.joined(List.of(new SettingException("first"), new SettingException("second")));

        assertThat(joined).hasMessage("first\nsecond");
    }

    private static Settings settings(Setting... settings) {
        return Settings.of(List.of(settings));
    }

    @Test
    void settings_of_one_rule_are_found_without_a_look_at_the_others() {
        SettingIndex index = new SettingIndex();
        for (int i = 0; i < 1000; i++) {
            index.add(new Setting("reject.r" + i + ".on", "RCPT", "f:1"));
            index.add(new Setting("reject.r" + i + ".when.header.subject", "*", "f:2"));
        }

        assertThat(index.under("reject.r7."))
                .extracting(Setting::key)
                .containsExactly("reject.r7.on", "reject.r7.when.header.subject");
        assertThat(index.under("reject.r7.when."))
                .extracting(Setting::key)
                .containsExactly("reject.r7.when.header.subject");
        assertThat(index.under("reject.")).hasSize(2000);
        assertThat(index.under("reject.r7000.")).isEmpty();
    }

    @Test
    void errors_are_noted_where_that_is_asked_for_and_the_getters_go_on() {
        Settings settings = Settings.notingErrors(List.of(
                new Setting("a.size", "5", "f:3"),
                new Setting("a.time", "soon", "f:1"),
                new Setting("a.b.x", "1", "f:2")));
        Settings own = settings.under("a");

        assertThat(own.size("size", 7)).isEqualTo(7);
        assertThat(own.duration("time", Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(own.isWrong("size")).isTrue();
        assertThat(own.isWrong("b")).isFalse();
        own.under("b").report("", new SettingException("f:2: a.b.x: is alone"));
        assertThat(own.isWrong("b")).isTrue();
        assertThat(settings.unknown()).isEmpty();
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(own::check)
                .satisfies(
                        error -> assertThat(String.valueOf(error.getMessage()).lines())
                                .extracting(line -> line.substring(0, 4))
                                .containsExactly("f:1:", "f:2:", "f:3:"));
    }

    @Test
    @SuppressWarnings("NullAway") // code that is compiled without it may do so
    void an_error_without_a_message_says_something_all_the_same() {
        assertThat(new SettingException(null)).hasMessage("a setting is wrong");
    }
}
