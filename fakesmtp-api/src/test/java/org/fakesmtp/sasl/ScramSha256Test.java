package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.fakesmtp.sasl.Progress.Authenticated;
import org.fakesmtp.sasl.Progress.Challenge;
import org.fakesmtp.sasl.Progress.Failed;
import org.fakesmtp.sasl.Progress.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of RFC 7677, section 3, and what may go wrong in it. */
class ScramSha256Test {

    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String PROOF = ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String FINAL = "c=biws,r=" + NONCE + PROOF;
    private static final Users USERS = Users.of(Map.of("user", "pencil"));

    private final ScramSha256 mechanism = new ScramSha256(
            () -> "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", user -> Base64.getDecoder().decode(SALT));
    private final Attempt attempt = Attempt.at(mechanism, USERS);

    @Test
    void takesTheExampleOfTheRfc() {
        assertThat(attempt.start(FIRST)).isEqualTo(new Challenge("r=" + NONCE + ",s=" + SALT + ",i=4096"));
        assertThat(attempt.next(FINAL)).isEqualTo(new Challenge("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        assertThat(attempt.next("")).isEqualTo(new Authenticated("user"));
    }

    @Test
    void theSecondExchangeIsLikeTheFirst() {
        takesTheExampleOfTheRfc();
        Attempt second = Attempt.at(mechanism, USERS);

        assertThat(second.start()).isEqualTo(new Challenge(""));
        assertThat(second.next(FIRST)).isInstanceOf(Challenge.class);
        assertThat(second.next(FINAL)).isEqualTo(new Challenge("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    @Test
    void refusesAnotherPassword() {
        Attempt other = Attempt.at(mechanism, Users.of(Map.of("user", "pen")));
        other.start(FIRST);

        assertThat(other.next(FINAL)).isInstanceOf(Failed.class);
    }

    @Test
    void twoSetsOfUsersDoNotMix() {
        takesTheExampleOfTheRfc();
        refusesAnotherPassword();
    }

    @Test
    void anUnknownUserGetsASaltAndFailsAtTheEnd() {
        assertThat(attempt.start(FIRST.replace("user", "nobody"))).isInstanceOf(Challenge.class);
        assertThat(attempt.next(FINAL)).isInstanceOf(Failed.class);
    }

    @Test
    void aUsersSaltIsTheSameInEveryExchangeAndNobodyElses() {
        ScramSha256 random = new ScramSha256(new Nonces());

        assertThat(random.salt("a")).hasSize(16).isEqualTo(random.salt("a")).isNotEqualTo(random.salt("b"));
    }

    @Test
    void channelBindingIsRefused() {
        assertThat(attempt.start(FIRST.replace("n,,", "p=tls-exporter,,")))
                .isEqualTo(new Failed("channel binding is not offered"));
    }

    @Test
    void aClientThatCouldBindAndAnAuthorizationIdentityAreTaken() {
        assertThat(attempt.start(FIRST.replace("n,,", "y,a=other,"))).isInstanceOf(Challenge.class);
        assertThat(attempt.next(FINAL)).isEqualTo(new Failed("another channel binding or nonce than before"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c=eSws,r=" + NONCE + PROOF, "c=biws,r=rOprNGfwEbeRWgbNEkqO" + PROOF})
    void anotherHeaderOrNonceFails(String last) {
        attempt.start(FIRST);

        assertThat(attempt.next(last)).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=" + NONCE,
                "r=" + NONCE + ",c=biws" + PROOF,
                "c=biws,r=" + NONCE + ",p=AAAA",
                "c=biws,r=" + NONCE + ",p=?",
                "c=biws,r=" + NONCE + PROOF + ",x=y"
            })
    void aLastMessageOutOfFormIsMalformed(String last) {
        attempt.start(FIRST);

        assertThat(attempt.next(last)).isInstanceOf(Malformed.class);
    }

    @Test
    void theAnswerToTheServersSignatureIsEmpty() {
        attempt.start(FIRST);
        attempt.next(FINAL);

        assertThat(attempt.next("x")).isInstanceOf(Malformed.class);
    }
}
