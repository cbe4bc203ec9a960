package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on a machine without IPv6: in a name space of the network that has a loopback of IPv4 alone. */
class WithoutIpv6IT {

    private static final String NETWORK = "ip link set lo up && echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6";

    /** Starts the server that its arguments name, has it take a mail, and waits until it has ended. */
    private static final String MAIL = NETWORK + """

            "$@" &
            until [ -s port ]; do kill -0 $! || exit 1; sleep 0.1; done
            python3 "$CLIENT" "$(cat port)" || { kill $!; exit 1; }
            wait $!
            """;

    @TempDir
    private Path temporary;

    /** A shell in a name space of its own: whoever is not root gets one by being root in it. */
    private static Command shell(String script) throws Exception {
        Tools.need("ip");
        boolean root = "root".equals(System.getProperty("user.name"));
        Command probe = Tools.command("unshare").and(root ? "-n" : "-rn", "sh", "-c", NETWORK);
        Tools.need("a name space for unshare", probe.run().exit() == 0);
        return Tools.command("unshare").and(root ? "-n" : "-rn", "sh", "-c", script, "sh");
    }

    private Command.Run run(String script, String... arguments) throws Exception {
        Path client = RealClient.resource("first.py");
        return shell(script)
                .and(Dist.shared().file("bin/fakesmtp").toString())
                .and(arguments)
                .in(temporary)
                .with("CLIENT", client.toString())
                .run();
    }

    @Test
    void server_as_it_is_shipped_takes_a_mail() throws Exception {
        Tools.need("python3");
        Command.Run run = run(MAIL, "--port-file", "port", "--exit-after", "1");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("fakesmtp listens on localhost:2525");
        assertThat(temporary.resolve("spool")).isNotEmptyDirectory();
    }

    @Test
    void every_address_is_that_of_ipv4() throws Exception {
        Tools.need("python3");
        Command.Run run = run(MAIL, "--listen", "*:0", "--port-file", "port", "--exit-after", "1");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }

    @Test
    void loopback_of_ipv6_alone_says_that_there_is_no_ipv6() throws Exception {
        Command.Run run = run(NETWORK + " && exec \"$@\"", "--listen", "[::1]:2525");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("fakesmtp: --listen: [::1]:2525: this machine has no IPv6")
                .doesNotContain("null", "Exception");
        assertThat(Files.exists(temporary.resolve("port"))).isFalse();
    }
}
