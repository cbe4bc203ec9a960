package org.fakesmtp.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import org.fakesmtp.text.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class GarblerTest {

    /** The first octets that an order such as {@code reply 250 Ok with twice} sends, one char for each. */
    private static String sent(String order, int most) {
        byte[] octets = new byte[most];
        int length = transmission(order).open().read(octets, 0, most);
        return new String(octets, 0, length, ISO_8859_1);
    }

    private static Transmission transmission(String order) {
        StepPlayer player = mock(StepPlayer.class);
        Answer.parse(order).steps().get(0).playOn(player);
        ArgumentCaptor<Transmission> sent = ArgumentCaptor.forClass(Transmission.class);
        verify(player).send(sent.capture());
        return sent.getValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "send \"220-Wait\\r\\n\" with twice | 220-Wait\\r\\n220-Wait\\r\\n",
                "reply 250 2.1.5 Ok with bare-lf | 250 2.1.5 Ok\\n",
                "reply 550 \"a\" \"b\" with bare-lf | 550-a\\n550 b\\n",
                "reply 250 Ok with no-line-end | 250 Ok",
                "reply 250 \"a\" \"b\" with mixed-codes | 550-a\\r\\n250 b\\r\\n",
                "reply 450 Later with mixed-codes | 250-Later\\r\\n450 Later\\r\\n",
                "reply 250 \"a\" \"b\" with unfinished | 250-a\\r\\n250-b\\r\\n",
                "reply 250 2.1.5 Ok with no-digits | Ok\\r\\n",
                "reply 250 Ok with nul | 250 \\0Ok\\r\\n",
                "reply 250 2.1.5 Ok with 8bit | 250 2.1.5 Ok \\xE9\\xE8\\xFC\\xDF\\r\\n",
                "reply 250 Ok with twice | 250 Ok\\r\\n250 Ok\\r\\n",
                "reply 250 Ok with code 650 | 650 Ok\\r\\n",
                "reply 250 Ok with oversized 10 | 250 Okxxxx\\r\\n",
                "reply 250 Okay with oversized 3 | 250 Okay\\r\\n",
                "reply 250 Ok with oversized 10 with no-line-end | 250 Okxxxx",
                "reply 250 Ok with bare-lf with twice with code 099 | 099 Ok\\n099 Ok\\n",
                "reply 250 Gr\u00fcn with bare-lf | 250 Gr\\xC3\\xBCn\\n",
            })
    void a_modifier_changes_the_octets(String order, String expected) {
        assertThat(Octets.written(sent(order, 1000))).isEqualTo(expected);
    }

    @Test
    void binary_has_every_kind_of_octet_but_no_line_end() {
        String octets = sent("reply 250 Ok with binary", 1000);
        assertThat(octets).startsWith("250 ").endsWith("\r\n").hasSize(4 + 64 + 2);
        assertThat(octets.substring(4, 68)).doesNotContain("\r", "\n").contains("\u0003", "\u00ff");
    }

    @Test
    void endless_goes_on_and_never_comes_to_a_last_line() {
        assertThat(sent("reply 250 Ok with endless", 100_000)).hasSize(100_000).doesNotContain("250 ");
    }

    @Test
    void a_long_line_is_made_as_it_is_sent() {
        Transmission.Source source =
                transmission("reply 250 Ok with oversized 100000000").open();
        byte[] some = new byte[1000];
        long length = 0;
        while (!source.isAtEnd()) {
            length += source.read(some, 0, some.length);
        }
        assertThat(length).isEqualTo(100_000_002L);
    }

    @Test
    void octets_come_the_same_in_whatever_portions() {
        Transmission.Source source = transmission("reply 250 \"a\" \"bc\" with oversized 3000 with twice")
                .open();
        StringBuilder octets = new StringBuilder();
        byte[] one = new byte[7];
        while (!source.isAtEnd()) {
            octets.append(new String(one, 0, source.read(one, 0, one.length), ISO_8859_1));
        }
        assertThat(octets).hasToString(sent("reply 250 \"a\" \"bc\" with oversized 3000 with twice", 10_000));
    }

    @Test
    void the_slowest_pace_holds() {
        assertThat(transmission("reply 250 Ok with dribble 1 every 500ms with throttle 10KB/s")
                        .pace())
                .contains(new Modifier.Dribble(1, Duration.ofMillis(500)));
        assertThat(transmission("reply 250 Ok with throttle 100KB/s").pace())
                .contains(new Modifier.Dribble(2048, Duration.ofMillis(20)));
        assertThat(transmission("reply 250 Ok with throttle 2B/s").pace())
                .contains(new Modifier.Dribble(1, Duration.ofMillis(500)));
        assertThat(transmission("reply 250 Ok with twice").pace()).isEmpty();
        assertThat(transmission("reply 250 Ok with throttle 2B/s").startsWithWait())
                .isTrue();
        assertThat(transmission("reply 250 Ok with throttle 2B/s with dribble 1 every 1s")
                        .startsWithWait())
                .isFalse();
    }
}
