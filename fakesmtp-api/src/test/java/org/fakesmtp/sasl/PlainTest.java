package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fakesmtp.sasl.Progress.Authenticated;
import org.fakesmtp.sasl.Progress.Challenge;
import org.fakesmtp.sasl.Progress.Failed;
import org.fakesmtp.sasl.Progress.Malformed;
import org.junit.jupiter.api.Test;

class PlainTest {

    private static final Users USERS =
            Users.of(Map.of("tim", "tanstaaftanstaaf", "Kurt", "xipj3plmq", "jörg", "geheim ½"));

    @Test
    void takesTheFirstExampleOfTheRfc() {
        assertThat(plain().start("^@tim^@tanstaaftanstaaf")).isEqualTo(new Authenticated("tim"));
    }

    @Test
    void keepsTheAuthenticationIdentityOfTheSecondExample() {
        assertThat(plain().start("Ursel^@Kurt^@xipj3plmq")).isEqualTo(new Authenticated("Kurt"));
    }

    @Test
    void withoutInitialResponseTheChallengeIsEmpty() {
        Attempt attempt = plain();

        assertThat(attempt.start()).isEqualTo(new Challenge(""));
        assertThat(attempt.next("^@tim^@tanstaaftanstaaf")).isEqualTo(new Authenticated("tim"));
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUserAlike() {
        Progress wrong = plain().start("^@tim^@tanstaaf");

        assertThat(wrong).isInstanceOf(Failed.class).isEqualTo(plain().start("^@tom^@tanstaaftanstaaf"));
    }

    @Test
    void theCaseOfAUserMatters() {
        assertThat(plain().start("^@TIM^@tanstaaftanstaaf")).isInstanceOf(Failed.class);
    }

    @Test
    void comparesInNormalForm() {
        assertThat(plain().start("^@jo\u0308rg^@geheim 1\u20442")).isEqualTo(new Authenticated("j\u00F6rg"));
    }

    @Test
    void takesAnyUserWithAnySecretInAnyMode() {
        assertThat(Attempt.at("PLAIN", Users.any()).start("^@who^@ever")).isEqualTo(new Authenticated("who"));
    }

    @Test
    void isOverAfterItsEnd() {
        Attempt attempt = plain();
        attempt.start("^@tim^@tanstaaftanstaaf");

        assertThat(attempt.next("^@tim^@tanstaaftanstaaf")).isEqualTo(new Malformed("the exchange is over"));
    }

    private static Attempt plain() {
        return Attempt.at("PLAIN", USERS);
    }
}
