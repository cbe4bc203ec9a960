package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.fakesmtp.fuzz.Oracle.holds;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.dialogue.BareServer;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.dialogue.Dialogues;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.protocol.syntax.PathParser;

/**
 * Paths and parameters. The argument of MAIL or RCPT that an input is meets the parser, which refuses it or reads what reads the same when it is written again, and a server, which
 * has one reply to it.
 */
public final class PathFuzz {

    private static final String FROM = "FROM:";
    private static final Map<String, String> NO_LIMITS = Map.of("limit.command-line", "0", "limit.size", "0");

    private record Read(Optional<Mailbox> mailbox, Map<String, String> parameters, boolean international) {}

    private PathFuzz() {}

    public static Stream<byte[]> seeds() {
        Stream<String> said = Dialogues.all()
                .flatMap(script -> new String(script.sent(), ISO_8859_1).lines())
                .filter(line -> line.startsWith("MAIL FROM:") || line.startsWith("RCPT TO:"))
                .map(line -> line.replaceFirst("MAIL FROM:|RCPT TO:", ""));
        Stream<String> much = Stream.of("<a@x.test> AUTH=", "<a@", "<\"", "<@a,@", "<a@[IPv6:", "<a@x.test> ")
                .map(beginning -> beginning + "x".repeat(4000));
        return Stream.concat(said, much).distinct().map(argument -> argument.getBytes(ISO_8859_1));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String argument = FROM + new String(input, ISO_8859_1);
        Optional<Read> lenient = read(argument, false);
        Optional<Read> strict = read(argument, true);
        holds(strict.isEmpty() || strict.equals(lenient), () -> "strict reads " + strict + ", lenient " + lenient);
        lenient.ifPresent(path -> holds(read(written(path), false).equals(lenient), () -> "again: " + written(path)));
        strict.ifPresent(
                path -> holds(read(written(path), true).equals(strict), () -> "strictly again: " + written(path)));
        serve(new String(input, ISO_8859_1).replace("\r\n", ""));
    }

    private static Optional<Read> read(String argument, boolean strict) {
        try {
            PathParser parser = new PathParser(argument, strict, ReplyKey.MAIL_SYNTAX, ReplyKey.MAIL_BAD_ADDRESS);
            parser.open(FROM);
            Optional<Mailbox> mailbox = parser.path();
            return Optional.of(new Read(mailbox, parser.parameters(), parser.isInternational()));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    /** A path and its parameters as a client sends them. */
    private static String written(Read read) {
        String mailbox = read.mailbox.map(Mailbox::toString).orElse("");
        String parameters = read.parameters.entrySet().stream()
                .map(entry -> ' ' + entry.getKey() + (entry.getValue().isEmpty() ? "" : '=' + entry.getValue()))
                .collect(Collectors.joining());
        return FROM + new String(('<' + mailbox + '>' + parameters).getBytes(UTF_8), ISO_8859_1);
    }

    private static void serve(String text) {
        BareSession server = BareServer.configured(NO_LIMITS).connect().receive("EHLO c.test\r\n");
        int said = server.said().size();
        server.receive("MAIL FROM:" + text + "\r\nRSET\r\nMAIL FROM:<a@x.test> SMTPUTF8\r\nRCPT TO:" + text + "\r\n");
        String replies = server.said().stream()
                .skip(said)
                .map(line -> line.substring(0, 1))
                .collect(Collectors.joining());
        holds(replies.matches("[25]22[25]"), () -> "replies " + replies);
    }
}
