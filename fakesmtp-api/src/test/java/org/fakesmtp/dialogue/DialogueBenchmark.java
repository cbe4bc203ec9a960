package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a whole message costs, from the octets of the client to those of the server, with what the driver without a socket adds to it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DialogueBenchmark {

    private static final int MESSAGES = 100;
    private static final byte[] GREETING = "EHLO c.test\r\n".getBytes(US_ASCII);
    private static final byte[] COMMANDS = "MAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n".getBytes(US_ASCII);
    private static final byte[] CONTENT =
            ("X".repeat(70) + "\r\n").repeat(14).concat(".\r\n").getBytes(US_ASCII);

    private final Supplier<BareSession> servers = BareServer.each(Map.of());

    /** Three pipelined commands and a kilobyte of content, a hundred times in one session. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public BareSession message() {
        BareSession server = servers.get().connect().receive(GREETING, 0, GREETING.length);
        for (int i = 0; i < MESSAGES; i++) {
            server.receive(COMMANDS, 0, COMMANDS.length).receive(CONTENT, 0, CONTENT.length);
        }
        return server;
    }
}
