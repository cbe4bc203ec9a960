package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fakesmtp.sasl.Progress.Authenticated;
import org.fakesmtp.sasl.Progress.Challenge;
import org.fakesmtp.sasl.Progress.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTest {

    private static final Users USERS = Users.of(Map.of(
            "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==",
            "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg",
            "a,b=c", "token"));

    /** RFC 7628, section 4.1: the message for port 143. */
    private static final String EXAMPLE =
            "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVy"
                    + "IHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB";

    @Test
    void bearerTakesTheExampleOfTheRfc() {
        assertThat(bearer().startBase64(EXAMPLE)).isEqualTo(new Authenticated("user@example.com"));
    }

    @Test
    void xoauth2TakesTheExampleOfItsDocumentation() {
        assertThat(xoauth2()
                        .startBase64(
                                "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNr"
                                        + "QmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="))
                .isEqualTo(new Authenticated("someuser@example.com"));
    }

    @Test
    void withoutInitialResponseTheChallengeIsEmpty() {
        Attempt attempt = bearer();

        assertThat(attempt.start()).isEqualTo(new Challenge(""));
        assertThat(attempt.nextBase64(EXAMPLE)).isEqualTo(new Authenticated("user@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "OAUTHBEARER | n,a=user@example.com,^Aauth=Bearer wrong^A^A | invalid_token",
                "OAUTHBEARER | n,a=nobody,^Aauth=Bearer token^A^A | invalid_token",
                "OAUTHBEARER | n,,^Aauth=Bearer wrong^A^A | invalid_token",
                "OAUTHBEARER | n,a=user@example.com,^Aauth=^A^A | invalid_token",
                "OAUTHBEARER | p=tls-unique,,^Aauth=Bearer token^A^A | invalid_token",
                "XOAUTH2 | user=someuser@example.com^Aauth=Bearer wrong^A^A | 401"
            })
    void aFailureIsToldInJsonAndFailsAfterTheClientsAnswer(String mechanism, String message, String status) {
        Attempt attempt = Attempt.at(mechanism, USERS);

        assertThat(attempt.start(message))
                .isEqualTo(new Challenge("{\"status\":\"" + status + "\",\"schemes\":\"bearer\",\"scope\":\"mail\"}"));
        assertThat(attempt.next("^A")).isInstanceOf(Failed.class);
    }

    @Test
    void theAnswerToAFailureMayBeEmpty() {
        Attempt attempt = xoauth2();
        attempt.start("user=nobody^Aauth=Bearer wrong^A^A");

        assertThat(attempt.next("")).isInstanceOf(Failed.class);
    }

    @Test
    void aTokenWithoutANameStandsForItsUser() {
        assertThat(bearer().start("n,,^Aauth=bearer token^A^A")).isEqualTo(new Authenticated("a,b=c"));
        assertThat(Attempt.at("OAUTHBEARER", Users.any()).start("y,,^Aauth=Bearer x^A^A"))
                .isEqualTo(new Authenticated("bearer"));
    }

    @Test
    void aNameIsUnescaped() {
        assertThat(bearer().start("y,a=a=2Cb=3Dc,^Aauth=Bearer token^A^A")).isEqualTo(new Authenticated("a,b=c"));
    }

    @Test
    void takesAnyUserWithAnyTokenInAnyMode() {
        assertThat(Attempt.at("XOAUTH2", Users.any()).start("user=who^Aauth=Bearer x^A^A"))
                .isEqualTo(new Authenticated("who"));
        assertThat(Attempt.at("OAUTHBEARER", Users.any()).start("n,a=who,^Aauth=Bearer x^A^A"))
                .isEqualTo(new Authenticated("who"));
    }

    private static Attempt bearer() {
        return Attempt.at("OAUTHBEARER", USERS);
    }

    private static Attempt xoauth2() {
        return Attempt.at("XOAUTH2", USERS);
    }
}
