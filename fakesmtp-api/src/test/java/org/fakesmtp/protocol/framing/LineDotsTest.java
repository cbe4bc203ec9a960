package org.fakesmtp.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineDotsTest {

    /** LF and dot, their neighbours, what they are but for the highest bit, and the ends. */
    private static final byte[] ALIKE = {
        '\n', '.', 0x0B, 0x09, (byte) 0x8A, '/', '-', (byte) 0xAE, 0, 1, -1, (byte) 0x80, '\r'
    };

    private static final int LONGEST = 40;

    /** One octet after the other. */
    private static int plainly(byte[] octets, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (octets[i] == '\n' && octets[i + 1] == '.') {
                return i;
            }
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 23})
    void findsEachPlaceWhateverStandsAround(int from) {
        for (int to = from; to <= LONGEST; to++) {
            for (int at = from; at < to - 1; at++) {
                for (byte around : ALIKE) {
                    byte[] octets = new byte[LONGEST];
                    Arrays.fill(octets, around);
                    octets[at] = '\n';
                    octets[at + 1] = '.';

                    assertThat(LineDots.first(octets, from, to))
                            .as("%s between %s and %s, among %s", at, from, to, around)
                            .isEqualTo(plainly(octets, from, to));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8, 9, 10, 16, 17, 40})
    void leavesAloneWhatStandsBehindTheEnd(int to) {
        byte[] octets = new byte[LONGEST + 1];
        Arrays.fill(octets, (byte) '.');
        octets[Math.max(0, to - 1)] = '\n';

        assertThat(LineDots.first(octets, 0, to)).isEqualTo(to);
    }

    @RepeatedTest(500)
    void findsWhatIsFoundOneByOne(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] octets = new byte[LONGEST];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = ALIKE[random.nextInt(random.nextBoolean() ? 2 : ALIKE.length)];
        }
        int from = random.nextInt(LONGEST);
        int to = from + random.nextInt(LONGEST - from + 1);

        assertThat(LineDots.first(octets, from, to)).isEqualTo(plainly(octets, from, to));
    }
}
