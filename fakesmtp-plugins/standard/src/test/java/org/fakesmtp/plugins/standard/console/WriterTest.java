package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WriterTest {

    private static final Look LOOK = new Look(ZoneOffset.UTC, false);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final BlockedStream stream = new BlockedStream();

    @Test
    void what_was_shown_before_it_was_closed_is_written() {
        stream.open.countDown();
        try (Writer writer = start(1 << 20, LONG)) {
            for (int i = 0; i < 1000; i++) {
                writer.show(line("line " + i));
            }
        }
        assertThat(stream.text().lines()).hasSize(1000).first().isEqualTo("00:00:00.000 s1 C: line 0");
    }

    @Test
    void a_blocked_terminal_costs_lines_but_never_the_time_of_who_shows_them() throws Exception {
        Writer writer = start(10_000, LONG);
        writer.show(line("first"));
        stream.entered.await();
        for (int i = 0; i < 100_000; i++) {
            writer.show(line("line " + i));
        }
        stream.open.countDown();
        writer.close();

        long written =
                stream.text().lines().filter(line -> line.contains("C: line ")).count();
        assertThat(written).isBetween(50L, 1000L);
        assertThat(stream.text())
                .contains("first\n")
                .endsWith("C: line " + (written - 1) + "\n... " + (100_000 - written)
                        + " lines not shown: the terminal is too slow\n");
    }

    @Test
    void after_a_gap_lines_are_shown_again() throws Exception {
        Writer writer = start(1, LONG);
        writer.show(line("first"));
        stream.entered.await();
        writer.show(line("waits"));
        writer.show(line("dropped"));
        CountDownLatch taken = new CountDownLatch(1);
        stream.afterFlush = () -> {
            if (stream.text().contains("not shown")) {
                taken.countDown();
            }
        };
        stream.open.countDown();
        taken.await();
        writer.show(line("again"));
        writer.close();

        assertThat(stream.text().lines().map(line -> line.replace("00:00:00.000 s1 C: ", "")))
                .containsExactly("first", "waits", "... 1 lines not shown: the terminal is too slow", "again");
    }

    @Test
    void closing_gives_up_on_a_terminal_that_stays_blocked() throws Exception {
        Writer writer = start(10_000, Duration.ofMillis(50));
        writer.show(line("first"));
        stream.entered.await();

        writer.close();

        assertThat(stream.text()).isEmpty();
        stream.open.countDown();
    }

    @Test
    void an_entry_larger_than_the_limit_is_shown_when_nothing_else_waits() {
        stream.open.countDown();
        try (Writer writer = start(10, LONG)) {
            writer.show(line("x".repeat(1000)));
        }
        assertThat(stream.text()).contains("x".repeat(1000));
    }

    @Test
    void a_closed_stream_swallows_what_is_written() {
        PrintStream closed = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        closed.close();
        Writer writer = Writer.start(closed, LOOK, 1000, LONG);
        assertThatCode(() -> {
                    writer.show(line("x"));
                    writer.close();
                    writer.show(line("too late"));
                })
                .doesNotThrowAnyException();
    }

    private Writer start(int limit, Duration patience) {
        return Writer.start(new PrintStream(stream, false, UTF_8), LOOK, limit, patience);
    }

    private static Entry line(String text) {
        return new TranscriptLine(Instant.EPOCH, "s1", Mark.CLIENT, text);
    }

    /** Blocks whoever writes until it is opened. */
    private static final class BlockedStream extends OutputStream {

        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        volatile Runnable afterFlush = () -> {};
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        String text() {
            return written.toString(UTF_8);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.write(octets, offset, length);
        }

        @Override
        public void flush() {
            afterFlush.run();
        }
    }
}
