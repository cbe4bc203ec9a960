package org.fakesmtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fakesmtp.sasl.Mechanism;
import org.fakesmtp.sasl.Users;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthPolicyTest {

    private static AuthPolicy read(String mode, String mechanisms) {
        return AuthPolicy.read(
                Settings.of(Map.of("auth.mode", mode, "auth.mechanisms", mechanisms)),
                file -> Users.of(Map.of("user", "secret")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any | PLAIN | PLAIN",
                "any | LOGIN, PLAIN | LOGIN PLAIN",
                "any | oauthbearer , Cram-Md5,XOAUTH2 | OAUTHBEARER CRAM-MD5 XOAUTH2",
                "users.txt | SCRAM-SHA-256, PLAIN | SCRAM-SHA-256 PLAIN",
                "off | PLAIN, SCRAM-SHA-256 | ''",
            })
    void mechanisms_are_those_that_are_named_in_this_order(String mode, String mechanisms, String offered) {
        assertThat(String.join(
                        " ",
                        read(mode, mechanisms).mechanisms().stream()
                                .map(Mechanism::name)
                                .toList()))
                .isEqualTo(offered);
    }

    @Test
    void all_are_offered_where_none_is_named() {
        AuthPolicy policy = AuthPolicy.read(Settings.of(Map.of()), file -> Users.any());
        assertThat(policy.mechanisms()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "any | PLIAN | unknown mechanism 'PLIAN', did you mean PLAIN?",
                "any | PLAIN, logn | unknown mechanism 'logn', did you mean LOGIN?",
                "off | PLIAN | unknown mechanism 'PLIAN', did you mean PLAIN?",
                "any | GSSAPI | unknown mechanism 'GSSAPI', known are PLAIN, LOGIN, CRAM-MD5, XOAUTH2, OAUTHBEARER, SCRAM-SHA-256",
                "any | SCRAM-SHA-256 | SCRAM-SHA-256 needs to know the passwords, so auth.mode has to name a users file",
                "any | PLAIN, LOGIN, plain | names a mechanism twice",
                "any | `` | names no mechanism such as PLAIN; auth.mode = off switches AUTH off",
                "any | PLAIN, | 'PLAIN,' has a comma with nothing before or after it",
            })
    void mechanism_that_there_is_not_is_an_error(String mode, String mechanisms, String error) {
        assertThatThrownBy(() -> read(mode, mechanisms))
                .isInstanceOf(SettingException.class)
                .hasMessage("settings: auth.mechanisms: " + error);
    }
}
