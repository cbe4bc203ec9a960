package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs out of file descriptors: it waits for some, and goes on. */
class DescriptorsIT {

    private static final int DESCRIPTORS = 200;

    @TempDir
    private Path temporary;

    @Test
    void accepting_pauses_while_no_descriptor_is_left_and_goes_on_afterwards() throws Exception {
        Command limited = Dist.shared()
                .fakesmtp("--listen", "localhost:0", "--set", "plugins=")
                .descriptors(DESCRIPTORS);
        List<Dialogue> flood = new ArrayList<>();
        try (Server server = Server.start(temporary.resolve("server"), limited);
                Dialogue early = new Dialogue(server.port())) {
            assertThat(early.line()).startsWith("220 ");
            for (int i = 0; i < 2 * DESCRIPTORS; i++) {
                flood.add(new Dialogue(server.port()));
            }
            await().until(() -> log(server).contains("no connection can be accepted for now"));
            assertThat(early.ask("NOOP")).startsWith("250 ");
            assertIdles(server);
            assertThat(log(server).lines().count()).isLessThan(20);

            closeAll(flood);
            try (Dialogue fresh = new Dialogue(server.port())) {
                assertThat(fresh.line()).startsWith("220 ");
                assertThat(fresh.ask("QUIT")).startsWith("221 ");
            }
        } finally {
            closeAll(flood);
        }
    }

    @Test
    void listeners_share_what_is_left() throws Exception {
        Command limited = Dist.shared()
                .fakesmtp("--listen", "localhost:0", "--set", "plugins=")
                .and("--set", "listener.a.address=localhost:0", "--set", "listener.b.address=localhost:0")
                .and("--set", "listener.c.address=localhost:0")
                .descriptors(3 * DESCRIPTORS);
        List<Dialogue> flood = new ArrayList<>();
        try (Server server = Server.start(temporary.resolve("server"), limited)) {
            for (int i = 0; i < 2 * DESCRIPTORS; i++) {
                for (String listener : List.of("a", "b", "c")) {
                    flood.add(new Dialogue(server.port(listener)));
                }
            }
            await().until(() -> log(server).contains("no connection can be accepted for now"));
            assertThat(log(server)).doesNotContain("ERROR");
        } finally {
            closeAll(flood);
        }
    }

    private static String log(Server server) {
        return server.out() + server.err();
    }

    /** It does not try to accept again and again. */
    private static void assertIdles(Server server) {
        Duration before = server.processorTime();
        await().during(Duration.ofSeconds(2))
                .until(() -> server.processorTime().minus(before).compareTo(Duration.ofMillis(700)) < 0);
    }

    private static void closeAll(List<Dialogue> dialogues) throws IOException {
        for (Dialogue dialogue : dialogues) {
            dialogue.close();
        }
    }
}
