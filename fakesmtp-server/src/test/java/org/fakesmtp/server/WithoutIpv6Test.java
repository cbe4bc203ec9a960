package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Java that has no IPv6, as in a default container: each test starts one, as its own has. */
class WithoutIpv6Test {

    /** Starts servers on the addresses that are its arguments, and says what came of each. */
    static final class Servers {

        private Servers() {}

        public static void main(String[] addresses) throws IOException {
            for (String address : addresses) {
                System.out.println(address + " " + outcome(address));
            }
        }

        private static String outcome(String address) throws IOException {
            try (FakeSmtpServer server = FakeSmtpServer.builder()
                            .set("listen", address)
                            .build()
                            .start();
                    Socket client = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port())) {
                return client.getInputStream().read() == '2' ? "greets" : "is silent";
            } catch (StartException e) {
                return "fails: " + e.getMessage();
            }
        }
    }

    private static String start(String... addresses) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.net.preferIPv4Stack=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Servers.class.getName());
        java.command().addAll(List.of(addresses));
        java.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = java.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void server_listens_on_the_loopback_and_on_every_address_that_there_is() throws Exception {
        assertThat(start("localhost:0", "*:0", "127.0.0.1:0").lines().filter(line -> line.matches("\\S+:0 .*")))
                .containsExactly("localhost:0 greets", "*:0 greets", "127.0.0.1:0 greets");
    }

    @Test
    void address_of_ipv6_says_that_there_is_no_ipv6() throws Exception {
        assertThat(start("[::1]:0", "[2001:db8::1]:0").lines().filter(line -> line.matches("\\S+:0 .*")))
                .containsExactly(
                        "[::1]:0 fails: set: listen: [::1]:0: this machine has no IPv6, or Java is told not to use it;"
                                + " choose localhost or an IPv4 address",
                        "[2001:db8::1]:0 fails: set: listen: [2001:db8::1]:0: this machine has no IPv6, or Java is told not to use"
                                + " it; choose localhost or an IPv4 address");
    }
}
