package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real clients send is in the spool octet for octet when they have their 250. */
class RealClientsIT {

    @TempDir
    static Path temporary;

    @AutoClose
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = Server.start(
                temporary.resolve("server"),
                Dist.shared()
                        .fakesmtp("--listen", "localhost:0", "--set", "plugins=spool", "--set", "spool.trace=off"));
    }

    static Stream<Arguments> clientsAndMails() {
        return Arrays.stream(RealClient.values())
                .flatMap(client -> Mail.all().stream().map(mail -> arguments(client, mail)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("clientsAndMails")
    void spool_has_the_octets_and_the_envelope_that_the_client_sent(MailClient client, Mail mail) throws Exception {
        Path content = Files.write(temporary.resolve("mail.eml"), mail.content());

        client.send(mail, content, server.port());

        Spool.Spooled spooled = new Spool(temporary.resolve("server/spool")).takeOnly();
        assertThat(spooled.content().length).isEqualTo(mail.content().length);
        assertThat(Arrays.mismatch(spooled.content(), mail.content())).isEqualTo(-1);
        assertThat(spooled.sender()).isEqualTo(mail.sender());
        assertThat(spooled.recipients()).isEqualTo(mail.recipients());
    }
}
