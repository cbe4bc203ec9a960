package org.fakesmtp.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a network has. */
class NetworkTest {

    private static InetSocketAddress client(String address) {
        return new InetSocketAddress(address, 25); // a numeral is not looked up
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,        192.0.2.7,             true",
        "192.0.2.7/32,     192.0.2.7,             true",
        "192.0.2.7/32,     192.0.2.6,             false",
        "192.0.2.6/31,     192.0.2.7,             true",
        "192.0.2.6/31,     192.0.2.8,             false",
        "0.0.0.0/0,        255.255.255.255,       true",
        "0.0.0.0/0,        ::1,                   false",
        "128.0.0.0/1,      127.255.255.255,       false",
        "128.0.0.0/1,      128.0.0.1,             true",
        "::/0,             2001:db8::1,           true",
        "::/0,             192.0.2.7,             false",
        "2001:db8::/64,    2001:db8::ffff:0:0:1,  true",
        "2001:db8::/64,    2001:db8:0:1::1,       false",
        "2001:db8::/65,    2001:db8::8000:0:0:1,  false",
        "2001:db8::/65,    2001:db8::7fff:0:0:1,  true",
        "2001:db8::1/128,  2001:db8::1,           true",
        "2001:db8::1/128,  2001:db8::2,           false",
        "::ffff:192.0.2.7, 192.0.2.7,             true",
        "1:2:3:4:5:6:7::,  1:2:3:4:5:6:7:0,       true",
        "::2:3:4:5:6:7:8,  0:2:3:4:5:6:7:8,       true",
    })
    void network_has_the_addresses_whose_first_bits_are_its_own(String network, String address, boolean expected) {
        assertThat(Network.parse(network).contains(client(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "192.0.2.7/",
                "192.0.2.7/33",
                "192.0.2.7/-1",
                "192.0.2",
                "192.0.2.256",
                "::1/129",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "12345::",
                "mail.test"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessage("'" + text + "' is no address or network such as 127.0.0.1, ::1 or 10.0.0.0/8");
    }

    @Test
    void client_is_of_the_network_of_24_bits_around_it_or_of_64_where_it_has_ipv6() {
        assertThat(Network.around(client("192.0.2.7"))).contains(Network.parse("192.0.2.0/24"));
        assertThat(Network.around(client("2001:db8::7"))).contains(Network.parse("2001:db8::/64"));
        assertThat(Network.around(InetSocketAddress.createUnresolved("mail.test", 25)))
                .isEmpty();
    }
}
