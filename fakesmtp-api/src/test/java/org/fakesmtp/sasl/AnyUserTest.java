package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.fakesmtp.sasl.Progress.Authenticated;
import org.fakesmtp.sasl.Progress.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where any user will do, so does one without a name, and a password or token of no octets, by each mechanism alike. */
class AnyUserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN | ^@u^@ | u",
                "PLAIN | ^@^@p | ''",
                "PLAIN | ^@^@ | ''",
                "CRAM-MD5 | ' b913a602c7eda7a495b4e6e7334d3890' | ''",
                "XOAUTH2 | user=^Aauth=Bearer p^A^A | ''",
                "XOAUTH2 | user=u^Aauth=Bearer ^A^A | u",
                "XOAUTH2 | user=u^Aauth=Bearer^A^A | u",
                "OAUTHBEARER | n,a=,^Aauth=Bearer p^A^A | ''",
                "OAUTHBEARER | n,a=u,^Aauth=Bearer ^A^A | u",
                "OAUTHBEARER | n,,^Aauth=Bearer ^A^A | bearer",
            })
    void empty_user_and_empty_secret_are_taken(String mechanism, String response, String user) {
        Attempt attempt = Attempt.at(mechanism, Users.any());
        attempt.start();
        assertThat(attempt.next(response)).isEqualTo(new Authenticated(user));
    }

    @Test
    void login_takes_them_too() {
        Attempt attempt = Attempt.at("LOGIN", Users.any());
        attempt.start();
        assertThat(attempt.next("")).isEqualTo(new Progress.Challenge("Password:"));
        assertThat(attempt.next("")).isEqualTo(new Authenticated(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN | u",
                "PLAIN | u^@p",
                "CRAM-MD5 | u",
                "XOAUTH2 | auth=Bearer p^A^A",
                "XOAUTH2 | user=u^Aauth=Basic p^A^A",
                "OAUTHBEARER | n,^Aauth=Bearer p^A^A",
            })
    void response_that_is_none_of_the_mechanism_is_malformed_all_the_same(String mechanism, String response) {
        Attempt attempt = Attempt.at(mechanism, Users.any());
        attempt.start();
        assertThat(attempt.next(response)).isInstanceOf(Malformed.class);
    }

    @Test
    void password_may_be_of_any_octets_and_a_user_is_utf_8() {
        SaslExchange plain = Mechanisms.offered(Users.any()).get(0).begin(Users.any(), "x.test");
        assertThat(plain.start(new byte[] {0, 'u', 0, (byte) 0xFC})).isEqualTo(new Authenticated("u"));
        SaslExchange other = Mechanisms.offered(Users.any()).get(0).begin(Users.any(), "x.test");
        assertThat(other.start(new byte[] {0, (byte) 0xFC, 0, 'p'})).isEqualTo(new Malformed("not UTF-8"));
    }
}
