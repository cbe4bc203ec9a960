package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fakesmtp.sasl.Progress.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First messages that break the syntax. */
class MalformedTest {

    private static final Users USERS = Users.of(Map.of("u", "p"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "PLAIN | \"\"",
                "PLAIN | u",
                "PLAIN | u^@p",
                "PLAIN | ^@u^@p^@",
                "PLAIN | ^@^@p",
                "PLAIN | ^@u^@",
                "LOGIN | \"\"",
                "XOAUTH2 | \"\"",
                "XOAUTH2 | ^A",
                "XOAUTH2 | ^A^A",
                "XOAUTH2 | user=u^Aauth=Bearer p",
                "XOAUTH2 | user=u^Aauth=Bearer p^A",
                "XOAUTH2 | user=u^Aauth=Bearer p^A^A^A",
                "XOAUTH2 | user=u^A^A",
                "XOAUTH2 | user=^Aauth=Bearer p^A^A",
                "XOAUTH2 | auth=Bearer p^A^A",
                "XOAUTH2 | user=u^Aauth=Basic p^A^A",
                "XOAUTH2 | user=u^Aauth=Bearer^A^A",
                "XOAUTH2 | user=u^Aauth=Bearer p q^A^A",
                "XOAUTH2 | user=u^Auser=v^Aauth=Bearer p^A^A",
                "XOAUTH2 | user^Aauth=Bearer p^A^A",
                "OAUTHBEARER | \"\"",
                "OAUTHBEARER | ^A",
                "OAUTHBEARER | ^Aauth=Bearer p^A^A",
                "OAUTHBEARER | x,,^Aauth=Bearer p^A^A",
                "OAUTHBEARER | n,^Aauth=Bearer p^A^A",
                "OAUTHBEARER | n,a=,^Aauth=Bearer p^A^A",
                "OAUTHBEARER | n,a=u=2c,^Aauth=Bearer p^A^A",
                "OAUTHBEARER | n,a=u==2C3D,^Aauth=Bearer p^A^A",
                "OAUTHBEARER | n,,auth=Bearer p^A^A",
                "OAUTHBEARER | n,,^Ahost=x^A^A",
                "OAUTHBEARER | F,n,,^Aauth=Bearer p^A^A",
                "SCRAM-SHA-256 | \"\"",
                "SCRAM-SHA-256 | n=u,r=x",
                "SCRAM-SHA-256 | n,,",
                "SCRAM-SHA-256 | n,,n=u",
                "SCRAM-SHA-256 | n,,n=,r=x",
                "SCRAM-SHA-256 | n,,n=u,r=",
                "SCRAM-SHA-256 | n,,n=u=,r=x",
                "SCRAM-SHA-256 | n,,n=u^@,r=x",
                "SCRAM-SHA-256 | n,,n=u,r=x y",
                "SCRAM-SHA-256 | n,,m=1,n=u,r=x",
                "SCRAM-SHA-256 | n,,r=x,n=u",
                "SCRAM-SHA-256 | p=,,n=u,r=x",
            })
    void aFirstMessageOutOfFormIsMalformed(String mechanism, String message) {
        assertThat(Attempt.at(mechanism, USERS).start(message)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", " b913a602c7eda7a495b4e6e7334d3890", "u B913A602C7EDA7A495B4E6E7334D3890"})
    void aDigestOutOfFormIsMalformed(String response) {
        Attempt attempt = Attempt.at("CRAM-MD5", USERS);
        attempt.start();

        assertThat(attempt.next(response)).isInstanceOf(Malformed.class);
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        for (Mechanism mechanism : Mechanisms.offered(USERS)) {
            SaslExchange exchange = mechanism.begin(USERS, Attempt.HOSTNAME);
            exchange.start();

            assertThat(exchange.next(new byte[] {'u', (byte) 0xFF})).isEqualTo(new Malformed("not UTF-8"));
        }
    }
}
