package org.fakesmtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, an exchange makes progress and ends. */
class RandomOctetsTest {

    private static final int ROUNDS = 3_000;
    private static final int LONGEST_EXCHANGE = 4;

    private static final List<String> MESSAGES = List.of(
            "",
            "^@u^@p",
            "u",
            "u b913a602c7eda7a495b4e6e7334d3890",
            "user=u^Aauth=Bearer p^A^A",
            "n,a=u,^Aauth=Bearer p^A^A",
            "n,,n=u,r=x",
            "c=biws,r=xnonce,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverThrow(long seed) {
        Random random = new Random(seed);
        for (Users users : List.of(Users.any(), Users.of(Map.of("u", "p")))) {
            List<Mechanism> mechanisms = Mechanisms.offered(users, () -> "nonce");
            for (int i = 0; i < ROUNDS; i++) {
                play(mechanisms.get(random.nextInt(mechanisms.size())).begin(users, "host"), random);
            }
        }
    }

    @Test
    void aLongMessageCostsNoStack() {
        String name = "=2C".repeat(100_000);
        for (String message : List.of("n,a=" + name + ",^Aauth=Bearer p^A^A", "n,,n=" + name + ",r=x,y=" + name)) {
            for (Mechanism mechanism : Mechanisms.offered(Users.of(Map.of("u", "p")))) {
                assertThatCode(() -> Attempt.at(mechanism, Users.any()).start(message))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void play(SaslExchange exchange, Random random) {
        Progress progress = random.nextBoolean() ? exchange.start() : exchange.start(response(random));
        int turns = 1;
        while (progress instanceof Progress.Challenge) {
            assertThat(turns++).isLessThanOrEqualTo(LONGEST_EXCHANGE);
            progress = exchange.next(response(random));
        }
        assertThat(exchange.next(response(random))).isInstanceOf(Progress.Malformed.class);
    }

    /** A good message, one with some octets changed and its end cut, or noise. */
    private static byte[] response(Random random) {
        byte[] octets = Attempt.octets(MESSAGES.get(random.nextInt(MESSAGES.size())));
        for (int i = random.nextInt(3); i > 0 && octets.length > 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            octets = Arrays.copyOf(octets, octets.length - random.nextInt(2));
        }
        return random.nextInt(4) == 0 ? noise(random) : octets;
    }

    private static byte[] noise(Random random) {
        byte[] octets = new byte[random.nextInt(60)];
        random.nextBytes(octets);
        return octets;
    }
}
