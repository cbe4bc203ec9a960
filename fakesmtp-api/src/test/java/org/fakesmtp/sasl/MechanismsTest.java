package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MechanismsTest {

    private static final Users USERS = Users.of(Map.of("tim", "secret"));

    @Test
    void allAreOfferedWhereSecretsAreKnown() {
        assertThat(Mechanisms.offered(USERS))
                .extracting(Mechanism::name)
                .containsExactly("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-256");
    }

    @Test
    void scramIsNotOfferedInAnyMode() {
        assertThat(Mechanisms.offered(Users.any()))
                .extracting(Mechanism::name)
                .containsExactly("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER");
    }

    @Test
    void aNameIsFoundInAnyCase() {
        List<Mechanism> offered = Mechanisms.offered(Users.any());

        assertThat(Mechanisms.named("cram-md5", offered)).contains(offered.get(2));
        assertThat(Mechanisms.named("SCRAM-SHA-256", offered)).isEmpty();
    }

    @Test
    void aChallengeIsNeverTheSameTwice() {
        Mechanism cram = Mechanisms.named("CRAM-MD5", Mechanisms.offered(USERS)).orElseThrow();
        Progress first = cram.begin(USERS, "x.test").start();

        assertThat(first).isNotEqualTo(cram.begin(USERS, "x.test").start());
        assertThat(((Progress.Challenge) first).text()).matches("<[A-Za-z0-9_-]{24}@x\\.test>");
    }
}
