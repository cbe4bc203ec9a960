package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @Test
    void localhostIsBothLoopbacks() {
        assertThat(literals("localhost:2525")).containsExactly("127.0.0.1:2525", "0:0:0:0:0:0:0:1:2525");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:25,127.0.0.1:25",
        "0.0.0.0:0,0.0.0.0:0",
        "255.249.199.9:65535,255.249.199.9:65535",
        "[::1]:2525,0:0:0:0:0:0:0:1:2525",
        "[2001:db8::25]:25,2001:db8:0:0:0:0:0:25:25",
        "[::ffff:192.0.2.1]:25,192.0.2.1:25"
    })
    void aLiteralIsItself(String text, String address) {
        assertThat(literals(text)).containsExactly(address);
    }

    @Test
    void aStarIsEveryAddress() {
        List<InetSocketAddress> addresses = ListenAddress.parse("*:25").addresses();

        assertThat(addresses).singleElement().satisfies(address -> {
            assertThat(address.getAddress().isAnyLocalAddress()).isTrue();
            assertThat(address.getPort()).isEqualTo(25);
        });
    }

    @Test
    void theTextIsKept() {
        assertThat(ListenAddress.parse("localhost:0").text()).isEqualTo("localhost:0");
    }

    @ParameterizedTest
    @CsvSource({"2525,2525", ":2525,2525", "70000,70000"})
    void aBarePortIsShownTheRightForm(String text, String port) {
        assertWrong(
                text, "'%s' lacks a host, write localhost:%s, or *:%s for every address".formatted(text, port, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "127.0.0.1", "[::1]", "::1", "::1:2525", "2001:db8::25:25", "[::1]2525"})
    void whatIsNoHostAndPortIsShownTheRightForm(String text) {
        assertWrong(text, "'" + text + "' is no HOST:PORT such as localhost:2525 or [::1]:2525");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:", "localhost:65536", "localhost:-1", "localhost:smtp", "[::1]:+25", "*:999999"})
    void aPortIsANumber(String text) {
        assertWrong(text, "'" + text + "' lacks a port from 0 to 65535, such as localhost:2525");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.test",
                "localhost.",
                "LOCALHOST",
                "1",
                "127.1",
                "127.0.0.1.",
                "127.0.0.01",
                "256.0.0.1",
                "1.2.3.4.5",
                "[127.0.0.1]",
                "[]",
                "[localhost]",
                "dead.beef",
                " localhost"
            })
    void aNameIsNeverLookedUp(String host) {
        assertWrong(
                host + ":25",
                "'" + host + "' is no host to listen on: write localhost, *, an address such as 127.0.0.1 or [::1];"
                        + " other names are not looked up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[:::]", "[1::2::3]", "[12345::]", "[1:2:3:4:5:6:7:8:9]", "[::1.2.3]", "[fe80::1%none-such]"})
    void aWrongLiteralIsNotLookedUpEither(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(host + ":25"))
                .withMessageStartingWith("'" + host + "' is no address to listen on: ");
    }

    private static List<String> literals(String text) {
        return ListenAddress.parse(text).addresses().stream()
                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .toList();
    }

    private static void assertWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessage(message);
    }
}
