package org.fakesmtp.protocol.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What cutting the octets of one message into units costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FramerBenchmark {

    private static final byte[] COMMANDS = "MAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n".getBytes(US_ASCII);
    private static final byte[] CONTENT =
            ("X".repeat(70) + "\r\n").repeat(14).concat(".\r\n").getBytes(US_ASCII);

    private final Inbox inbox = new Inbox();
    private final Framer framer = new Framer(inbox, 512);

    /** Three commands and a kilobyte of content, in two segments. */
    @Benchmark
    public void message(Blackhole units) {
        inbox.offer(COMMANDS, 0, COMMANDS.length);
        cutAll(Expectation.COMMAND, units);
        inbox.offer(CONTENT, 0, CONTENT.length);
        cutAll(Expectation.CONTENT, units);
    }

    private void cutAll(Expectation expectation, Blackhole units) {
        while (!inbox.isEmpty()) {
            framer.cut(expectation).ifPresent(units::consume);
        }
    }
}
