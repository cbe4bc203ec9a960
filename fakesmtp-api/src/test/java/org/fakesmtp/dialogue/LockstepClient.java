package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.fakesmtp.fuzz.Oracle.holds;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that sends one command, one line of an authentication exchange, one message or one chunk at a time, and looks at what the server says before it sends the next. What
 * comes next it tells from the replies alone. It fails where the replies are not as many as they should be, or are none.
 */
final class LockstepClient {

    private static final String TLS_HANDSHAKE = "\u0016";
    private static final String LOCAL_ERROR = "451 4.3.0 Local error in processing";
    private static final Pattern REPLY_LINE = Pattern.compile("[2-5][0-9]{2}[ -][^\\p{Cntrl}]*");
    private static final Pattern BDAT = Pattern.compile("(?i)BDAT \\s*0*([0-9]+)( +LAST)?\\s*");

    private static final int LONG_DIGITS = 18;

    private static final String LINE_END = "\r\n";
    private static final String FINAL_DOT = ".\r\n";
    private static final String AUTH = "AUTH ";

    /** The most octets of a line of an authentication exchange. */
    private static final int AUTH_LIMIT = 12_288;

    private enum Next {
        COMMAND,
        RESPONSE,
        CONTENT,
        CHUNK
    }

    private final BareSession server;
    private final boolean lmtp;
    private final int lineLimit;
    private Next next = Next.COMMAND;
    private int said;

    /** How many recipients were accepted since the last MAIL. */
    private int recipients;

    /** How many octets of the chunk are still to be sent, and how many replies are due then. */
    private long chunkLeft;

    private int dueAfterChunk;

    /** @param lineLimit {@code limit.command-line} of the server; 0 is none */
    LockstepClient(BareSession server, boolean lmtp, int lineLimit) {
        this.server = server;
        this.lmtp = lmtp;
        this.lineLimit = lineLimit == 0 ? Integer.MAX_VALUE : lineLimit;
        lines();
    }

    /** Sends all of this, once. */
    void send(byte[] octets) {
        String text = new String(octets, ISO_8859_1);
        while (!text.isEmpty() && !server.isClosed()) {
            int end = end(text);
            String unit = end < 0 ? text : text.substring(0, end);
            answered(unit, end >= 0, say(unit));
            holds(server.waiting() <= mayWait(unit, end >= 0), () -> server.waiting() + " octets wait at " + next);
            text = text.substring(unit.length());
        }
        List<String> more = text.isEmpty() ? List.of() : say(text);
        holds(
                more.isEmpty() && (!server.isClosed() || server.waiting() == 0),
                () -> "after the end of the session: " + more);
    }

    /** Where the unit ends that this begins with; negative where it does not. */
    private int end(String text) {
        return switch (next) {
            case COMMAND, RESPONSE -> after(text, LINE_END);
            case CONTENT -> text.startsWith(FINAL_DOT) ? FINAL_DOT.length() : after(text, LINE_END + FINAL_DOT);
            case CHUNK -> chunkLeft <= text.length() ? (int) chunkLeft : -1;
        };
    }

    private static int after(String text, String end) {
        int start = text.indexOf(end);
        return start < 0 ? -1 : start + end.length();
    }

    private void answered(String unit, boolean whole, List<String> replies) {
        switch (next) {
            case COMMAND -> command(unit, whole, replies);
            case RESPONSE -> {
                due(unit, replies, whole ? 1 : 0);
                next = !whole || isCode(replies, "334") ? Next.RESPONSE : Next.COMMAND;
            }
            case CONTENT -> {
                due("the content", replies, !whole ? 0 : lmtp ? recipients : 1);
                next = whole ? Next.COMMAND : Next.CONTENT;
            }
            case CHUNK -> chunk(unit, replies);
        }
    }

    private void command(String line, boolean whole, List<String> replies) {
        if (line.startsWith(TLS_HANDSHAKE)) {
            due(line, replies, 1);
            holds(server.isClosed(), () -> "a TLS hello did not close the connection");
            return;
        }
        Matcher bdat = BDAT.matcher(line);
        if (!whole) {
            due(line, replies, 0);
        } else if (bdat.matches() && !isCode(replies, "50[02]")) {
            bdat(bdat, replies);
        } else {
            due(line, replies, 1);
            next = isCode(replies, "334") ? Next.RESPONSE : isCode(replies, "354") ? Next.CONTENT : Next.COMMAND;
            count(line.stripTrailing().toUpperCase(Locale.ROOT), replies);
        }
    }

    private void count(String line, List<String> replies) {
        if (line.startsWith("MAIL ") && isCode(replies, "250")) {
            recipients = 0;
        } else if (line.startsWith("RCPT ") && isCode(replies, "250")) {
            recipients++;
        }
    }

    /** A chunk is refused at once or answered at its end; its octets come in either case. */
    private void bdat(Matcher bdat, List<String> replies) {
        String size = bdat.group(1);
        chunkLeft = size.length() > LONG_DIGITS ? Long.MAX_VALUE : Long.parseLong(size);
        int due = lmtp && bdat.group(2) != null ? recipients : 1;
        boolean atOnce = !replies.isEmpty();
        if (atOnce) {
            due(bdat.group(), replies, chunkLeft == 0 && replies.size() > 1 ? due : 1);
        }
        dueAfterChunk = atOnce ? 0 : due;
        next = chunkLeft == 0 ? Next.COMMAND : Next.CHUNK;
    }

    private void chunk(String octets, List<String> replies) {
        chunkLeft -= octets.length();
        due("a chunk", replies, chunkLeft == 0 ? dueAfterChunk : 0);
        next = chunkLeft == 0 ? Next.COMMAND : Next.CHUNK;
    }

    /** What the server says to this: the final lines of its replies. */
    private List<String> say(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);
        server.receive(octets, 0, octets.length);
        return lines().stream().filter(line -> line.charAt(3) == ' ').toList();
    }

    /** The lines since the last time; each is one of a reply. */
    private List<String> lines() {
        List<String> lines = server.said();
        int end = lines.size() - (server.isClosed() ? 1 : 0);
        List<String> fresh = lines.subList(said, end);
        said = end;
        for (String line : fresh) {
            holds(REPLY_LINE.matcher(line).matches(), () -> "no line of a reply: " + line);
            holds(!line.equals(LOCAL_ERROR), () -> "the conversation failed");
        }
        return fresh;
    }

    /** So many replies, or fewer, the last of which closes. */
    private void due(String to, List<String> replies, int count) {
        boolean closes = server.isClosed() && !replies.isEmpty() && replies.size() <= count;
        holds(replies.size() == count || closes, () -> count + " replies are due to '" + to + "', not " + replies);
    }

    /** How many octets of the last unit the server may have kept without cutting them. */
    private int mayWait(String unit, boolean whole) {
        if (whole || server.isClosed()) {
            return 0;
        }
        return switch (next) {
            case COMMAND ->
                unit.regionMatches(true, 0, AUTH, 0, AUTH.length()) ? Math.max(lineLimit, AUTH_LIMIT) : lineLimit;
            case RESPONSE -> Math.max(lineLimit, AUTH_LIMIT);
            case CONTENT -> FINAL_DOT.length() - 1;
            case CHUNK -> 0;
        };
    }

    private static boolean isCode(List<String> replies, String code) {
        return replies.size() == 1 && replies.get(0).substring(0, 3).matches(code);
    }
}
