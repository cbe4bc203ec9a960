package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fakesmtp.sasl.Progress.Authenticated;
import org.fakesmtp.sasl.Progress.Challenge;
import org.fakesmtp.sasl.Progress.Failed;
import org.fakesmtp.sasl.Progress.Malformed;
import org.junit.jupiter.api.Test;

class CramMd5Test {

    private static final String DIGEST = "b913a602c7eda7a495b4e6e7334d3890";
    private static final Users USERS = Users.of(Map.of("tim", "tanstaaftanstaaf", "tim b", "tanstaaftanstaaf"));

    @Test
    void takesTheExampleOfTheRfc() {
        Attempt attempt = cram(USERS);

        assertThat(attempt.start()).isEqualTo(new Challenge("<1896.697170952@postoffice.reston.mci.net>"));
        assertThat(attempt.nextBase64("dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw"))
                .isEqualTo(new Authenticated("tim"));
    }

    @Test
    void aUserMayHaveASpace() {
        assertThat(answered(USERS, "tim b " + DIGEST)).isEqualTo(new Authenticated("tim b"));
    }

    @Test
    void refusesAWrongDigestAndAnUnknownUserAlike() {
        Progress wrong = answered(USERS, "tim " + DIGEST.replace('b', 'c'));

        assertThat(wrong).isInstanceOf(Failed.class).isEqualTo(answered(USERS, "tom " + DIGEST));
    }

    @Test
    void takesNoInitialResponse() {
        Attempt attempt = cram(USERS);

        assertThat(attempt.start("tim " + DIGEST)).isEqualTo(new Progress.OutOfTurn());
        assertThat(attempt.next("tim " + DIGEST)).isEqualTo(new Malformed("the exchange is over"));
    }

    @Test
    void takesWhatItGetsInAnyMode() {
        assertThat(answered(Users.any(), "who " + DIGEST)).isEqualTo(new Authenticated("who"));
        assertThat(answered(Users.any(), "who ever")).isInstanceOf(Malformed.class);
    }

    private static Progress answered(Users users, String response) {
        Attempt attempt = cram(users);
        attempt.start();
        return attempt.next(response);
    }

    private static Attempt cram(Users users) {
        return Attempt.at(new CramMd5(() -> "1896.697170952"), users);
    }
}
