package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fakesmtp.sasl.Progress.Authenticated;
import org.fakesmtp.sasl.Progress.Challenge;
import org.fakesmtp.sasl.Progress.Failed;
import org.junit.jupiter.api.Test;

class LoginTest {

    private final Attempt attempt = Attempt.at("LOGIN", Users.of(Map.of("tim", "tanstaaftanstaaf")));

    @Test
    void asksForUserAndPassword() {
        assertThat(attempt.start()).isEqualTo(new Challenge("Username:"));
        assertThat(attempt.next("tim")).isEqualTo(new Challenge("Password:"));
        assertThat(attempt.next("tanstaaftanstaaf")).isEqualTo(new Authenticated("tim"));
    }

    @Test
    void anInitialResponseIsTheUser() {
        assertThat(attempt.start("tim")).isEqualTo(new Challenge("Password:"));
        assertThat(attempt.next("tanstaaftanstaaf")).isEqualTo(new Authenticated("tim"));
    }

    @Test
    void asksAnUnknownUserForThePasswordToo() {
        assertThat(attempt.start("tom")).isEqualTo(new Challenge("Password:"));
        assertThat(attempt.next("tanstaaftanstaaf")).isInstanceOf(Failed.class);
    }

    @Test
    void refusesAWrongPassword() {
        attempt.start("tim");

        assertThat(attempt.next("")).isInstanceOf(Failed.class);
    }

    @Test
    void takesAnyUserWithAnySecretInAnyMode() {
        Attempt any = Attempt.at("LOGIN", Users.any());
        any.start("who");

        assertThat(any.next("")).isEqualTo(new Authenticated("who"));
    }
}
