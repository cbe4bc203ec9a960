package org.fakesmtp.server.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.protocol.ContentBuffer;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.Test;

/** Large messages, and where their content lies meanwhile. */
class ContentTest {

    private static final String LARGE = ("x".repeat(998) + "\r\n").repeat(3 * 1024);

    private final List<SpillingContent> contents = new CopyOnWriteArrayList<>();

    private SpillingContent content() {
        SpillingContent content = new SpillingContent(Memory.unlimited());
        contents.add(content);
        return content;
    }

    private Path file() {
        await().until(() -> !contents.isEmpty() && contents.get(0).file().isPresent());
        return contents.get(0).file().orElseThrow();
    }

    @Test
    void large_message_reaches_the_sink_octet_for_octet_and_leaves_no_file() {
        CompletableFuture<String> delivered = new CompletableFuture<>();
        CompletableFuture<Path> file = new CompletableFuture<>();
        Rig rig = new Rig().contents(this::content).sink(message -> {
            file.complete(file());
            try (InputStream in = message.content().open()) {
                delivered.complete(new String(in.readAllBytes(), ISO_8859_1));
            }
            return Delivery.taken();
        });
        try (rig;
                TcpClient client = rig.start().client()) {
            client.send(Rig.TO_DATA + LARGE + ".\r\nQUIT\r\n");
            assertThat(client.rest()).hasSize(7).element(5).asString().startsWith("250 ");
            assertThat(delivered.join().equals(LARGE)).isTrue();
            assertThat(file.join()).doesNotExist();
        }
    }

    @Test
    void client_that_disconnects_in_a_large_message_leaves_no_file() {
        try (Rig rig = new Rig().contents(this::content).start();
                TcpClient client = rig.client()) {
            client.send(Rig.TO_DATA + LARGE);
            Path file = file();
            assertThat(file).exists();
            client.reset();
            await().until(() -> Files.notExists(file));
        }
    }

    @Test
    void message_that_becomes_too_large_leaves_no_file_and_the_session_goes_on() {
        try (Rig rig = new Rig()
                        .set("limit.size", "2500KB")
                        .contents(this::content)
                        .start();
                TcpClient client = rig.client()) {
            client.send(Rig.TO_DATA + LARGE.substring(0, 2_000_000));
            Path file = file();
            client.send(LARGE.substring(2_000_000) + ".\r\nNOOP\r\nQUIT\r\n");
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, 552, 250, 221);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void full_disk_costs_the_message_and_not_the_session() {
        try (Rig rig = new Rig().contents(FullDisk::new).start();
                TcpClient client = rig.client()) {
            client.send(Rig.MESSAGE + "NOOP\r\nQUIT\r\n");
            assertThat(client.rest())
                    .extracting(HalfCloseTest::code)
                    .containsExactly(220, 250, 250, 250, 354, 452, 250, 221);
        }
    }

    /** Content that cannot be written anywhere. */
    private static final class FullDisk implements ContentBuffer {
        @Override
        public void append(ByteBuffer octets) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public void close() {}
    }
}
