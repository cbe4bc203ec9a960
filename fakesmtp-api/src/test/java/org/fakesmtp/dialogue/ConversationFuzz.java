package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.fakesmtp.fuzz.Oracle.holds;
import static org.fakesmtp.fuzz.Oracle.pieces;
import static org.fakesmtp.fuzz.Oracle.same;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whole sessions: the first octet of an input chooses the settings, the second where the others are cut, and the others are sent. */
public final class ConversationFuzz {

    private static final int LINE_LIMIT = 64;
    private static final int SIZE_LIMIT = 100;
    private static final String LMTP = "lmtp";

    /** Small limits, and none on how much a session may do wrong. */
    private static final Map<String, String> SMALL = Map.of(
            "limit.command-line", LINE_LIMIT + "B",
            "limit.size", SIZE_LIMIT + "B",
            "limit.recipients", "3",
            "limit.errors", "0",
            "limit.idle-commands", "0");

    private static final List<Server> SERVERS = List.of(
            server(),
            server("protocol", LMTP),
            server("syntax", "strict", "limit.errors", "5", "limit.idle-commands", "9", "limit.transactions", "2"),
            server("bare-newline", "refuse", "auth.mode", "users.txt", "auth.required", "on"),
            server("limit.command-line", "0", "limit.size", "0", "vrfy", "confirm", "expn", "refuse"),
            server("extension.chunking", "off", "extension.auth", "off", "reply.rcpt.ok", "250 ${sender} ${recipient}"),
            server(
                    "reject.no.on", "RCPT, MESSAGE",
                    "reject.no.when.recipient", "no@*",
                    "reject.no.reply", "550 5.1.1 No",
                    "delay.some.on", "*",
                    "delay.some.every", "3",
                    "delay.some.time", "1s..2s"),
            server(
                    "protocol", LMTP,
                    "reject.no.on", "MESSAGE",
                    "reject.no.when.recipient", "no@*",
                    "reject.no.reply", "550 5.1.1 No",
                    "reject.chunk.on", "BDAT",
                    "reject.chunk.every", "2",
                    "reject.chunk.reply", "451 4.3.0 Not now"),
            server("reject.all.on", "CONNECT", "reject.all.reply", "554 5.3.2 No service"));

    /** A server of these settings. */
    record Server(boolean lmtp, int lineLimit, int sizeLimit, Supplier<BareSession> fresh) {}

    private ConversationFuzz() {}

    /** A server of these settings besides the small limits. */
    static Server server(String... keysAndValues) {
        Map<String, String> settings = Talk.with(SMALL, keysAndValues);
        return new Server(
                settings.getOrDefault("protocol", "").equals(LMTP),
                settings.getOrDefault("limit.command-line", "").equals("0") ? 0 : LINE_LIMIT,
                settings.getOrDefault("limit.size", "").equals("0") ? Integer.MAX_VALUE : SIZE_LIMIT,
                BareServer.each(settings));
    }

    public static Stream<byte[]> seeds() {
        return Dialogues.all().flatMap(script -> seeds(script.sent()));
    }

    /** What a script says, to each of the servers but those that would refuse it all. */
    private static Stream<byte[]> seeds(byte[] sent) {
        byte[] lmtp =
                new String(sent, ISO_8859_1).replaceAll("[EH]([EH]LO )", "L$1").getBytes(ISO_8859_1);
        return IntStream.range(0, 2).mapToObj(chosen -> {
            byte[] octets = chosen == 0 ? sent : lmtp;
            byte[] input = new byte[octets.length + 2];
            input[0] = (byte) chosen;
            System.arraycopy(octets, 0, input, 2, octets.length);
            return input;
        });
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 2) {
            Server server = SERVERS.get((input[0] & 0xFF) % SERVERS.size());
            converse(server, Arrays.copyOfRange(input, 2, input.length), new Random(input[1]));
        }
    }

    /** Says all this to three servers: unit by unit, whole, and cut at random. */
    static void converse(Server kind, byte[] octets, Random cuts) {
        BareSession lockstep = kind.fresh().get().connect();
        new LockstepClient(lockstep, kind.lmtp(), kind.lineLimit()).send(octets);
        lockstep.deliveries()
                .forEach(message -> holds(message.length() <= kind.sizeLimit(), () -> "too large: " + message));
        BareSession whole = kind.fresh().get().connect().receive(octets, 0, octets.length);
        agree(lockstep, whole);
        BareSession cut = kind.fresh().get().connect();
        pieces(octets, 30, cuts).forEach(piece -> cut.receive(piece, 0, piece.length));
        agree(lockstep, cut);
    }

    /** The lines, a challenge without its text: that of CRAM-MD5 and SCRAM is drawn anew each time. */
    private static List<String> said(BareSession server) {
        return server.said().stream()
                .map(line -> line.startsWith("334 ") ? "334" : line)
                .toList();
    }

    private static void agree(BareSession one, BareSession other) {
        same(said(other), said(one));
        same(other.deliveries(), one.deliveries());
        same(other.pauses(), one.pauses());
        same(other.waiting(), one.waiting());
    }
}
