package org.fakesmtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When TLS begins, and whether it must. */
class ProtocolSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "tls.mode=off, tls.mode=implicit, IMPLICIT, false",
        "tls.required=on, tls.mode=starttls, STARTTLS, true",
        "tls.required=on, tls.required=off, OFF, false",
        "tls.required=on, tls.mode=off, OFF, false",
        "syntax=strict, protocol=lmtp, OFF, false",
        "tls.mode=starttls, protocol=lmtp, STARTTLS, false"
    })
    void listeners_settings_hide_the_general_ones(String general, String own, TlsMode mode, boolean required) {
        ProtocolSettings settings = read(settings(general), settings(own));

        assertThat(settings.tls()).isEqualTo(mode);
        assertThat(settings.tlsRequired()).isEqualTo(required);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol=smtp | tls.required=on
            tls.required=on | protocol=smtp
            tls.mode=off | tls.required=on
            tls.mode=off tls.required=on | protocol=smtp
            tls.mode=starttls | tls.mode=off tls.required=on
            """)
    void what_is_off_cannot_be_required(String general, String own) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(settings(general), settings(own)))
                .withMessage("settings: tls.required: 'on' needs tls.mode = starttls or implicit, and it is off");
    }

    @Test
    void wrong_values_are_told() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(settings("tls.mode=on"), settings("protocol=smtp")))
                .withMessage("settings: tls.mode: 'on' is none of starttls, implicit, off");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(settings("tls.required=yes"), settings("protocol=smtp")))
                .withMessage("settings: tls.required: 'yes' is neither on nor off");
    }

    private static ProtocolSettings read(Settings general, Settings own) {
        return ProtocolSettings.read(own.over(general), general, AuthPolicy.OFF);
    }

    private static Settings settings(String pairs) {
        Map<String, String> values = new HashMap<>();
        for (String pair : pairs.split(" ", -1)) {
            String[] keyAndValue = pair.split("=", 2);
            values.put(keyAndValue[0], keyAndValue[1]);
        }
        return Settings.of(values);
    }
}
