package org.fakesmtp.protocol.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.fakesmtp.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Cuts units from an {@link Inbox}, one at a time and of the kind that is asked for. Only CR LF ends a line, and only CR LF . CR LF ends content, however the
 * octets arrive (RFC 5321, sections 2.3.8 and 4.1.1.4).
 */
public final class Framer {

    private static final Optional<Unit> MORE_NEEDED = Optional.empty();
    private static final Optional<Unit> END_OF_CONTENT = Optional.of(Unit.Event.END_OF_CONTENT);
    private static final Optional<Unit> LINE_TOO_LONG = Optional.of(Unit.Event.LINE_TOO_LONG);

    private static final Optional<Unit> END_OF_CHUNK = Optional.of(Unit.Event.END_OF_CHUNK);
    private static final Optional<Unit> NOT_SMTP = Optional.of(Unit.Event.NOT_SMTP);

    /** The most octets of a line of an authentication exchange, and of AUTH itself (RFC 4954, section 4). */
    private static final int AUTH_LIMIT = 12_288;

    private static final String AUTH = "AUTH ";
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final int CR_LF = ('\r' << Byte.SIZE) | '\n';
    private static final String TOO_LONG = "...";

    private final Inbox inbox;
    private final int lineLimit;

    /** How many octets of the line in the inbox were looked at already. */
    private int looked;

    private long lines;

    /** A line went over the limit; its rest is thrown away up to CR LF. */
    private boolean swallowing;

    /** In content: the next octet is the first of a line. */
    private boolean lineStart = true;

    /** The octet before the next one is a CR: of content that was passed on, or of an overlong line that was thrown away. */
    private boolean afterCr;

    /** A line of content began with a dot that was not doubled, since that was last asked. */
    private boolean unstuffed;

    /** A CR or LF alone was found in a line that had not ended: nothing is looked for any more. */
    private boolean bareLineSeen;

    /** The line with that, until it was asked for. */
    private @Nullable String bareLine;

    /** What has come of a line, where its last octet is a CR. */
    private @Nullable String upToCr;

    /** The last four octets of content, or those before its beginning. */
    private int tail = CR_LF;

    /** Content has come up to a dot between line ends that are not both CR LF, since that was last asked. */
    private boolean bareEnd;

    /** @param lineLimit the most octets of a command line, CR LF included; 0 is none */
    public Framer(Inbox inbox, int lineLimit) {
        this.inbox = inbox;
        this.lineLimit = lineLimit == 0 ? Integer.MAX_VALUE : lineLimit;
    }

    /** Whether nothing waits to be cut. */
    public boolean isEmpty() {
        return inbox.isEmpty();
    }

    /** Whether the last thing that was looked for was a line, and its end has not come. */
    public boolean isInLine() {
        return swallowing || looked > 0;
    }

    /** How many lines were cut so far: by that one can tell whether the line that is under way is still the same. */
    public long lines() {
        return lines;
    }

    /** Whether a line of content has begun with a dot that was not doubled since this was last asked. */
    public boolean tookUnstuffedDot() {
        boolean took = unstuffed;
        unstuffed = false;
        return took;
    }

    /**
     * A line that the client has ended with CR or LF alone, which is its last char, while nothing else ends it; null but for the first of the session. What is left of a line that is too long is
     * {@code ...} and that char.
     */
    @Nullable
    public String takeBareLine() {
        String taken = bareLine;
        bareLine = null;
        return taken;
    }

    /** The same when no more octets come: a CR that is the last octet was alone. */
    @Nullable
    public String takeBareLineAtEnd() {
        return bareLineSeen ? null : upToCr;
    }

    /** Whether content has come up to a dot between line ends that are not both CR LF, and no further, since this was last asked. */
    public boolean tookBareEnd() {
        boolean took = bareEnd;
        bareEnd = false;
        return took;
    }

    /** How many octets of what is expected wait at most: of a chunk those that are its own, otherwise all. */
    public long waiting(Expectation expectation) {
        int size = inbox.size();
        return expectation.kind() == Expectation.Kind.CHUNK ? Math.min(size, expectation.octets()) : size;
    }

    /** Cuts one unit. Empty where more octets are needed. */
    public Optional<Unit> cut(Expectation expectation) {
        return cut(expectation, Integer.MAX_VALUE);
    }

    /**
     * Cuts one unit, of content a block of so many octets at most. Empty if more octets are needed, or if none of those that wait may be cut.
     *
     * @param most 0 cuts no block, but the end of the content or of the chunk if it is next
     */
    public Optional<Unit> cut(Expectation expectation, int most) {
        if (expectation.kind() == Expectation.Kind.CHUNK) {
            return chunk(expectation.octets(), most);
        }
        if (inbox.isEmpty()) {
            return MORE_NEEDED;
        }
        return switch (expectation.kind()) {
            case COMMAND -> looksLikeTls() ? NOT_SMTP : line(commandLimit());
            case AUTH_LINE -> response();
            case CONTENT -> content(most);
            case CHUNK, NOTHING -> {
                inbox.clear();
                yield MORE_NEEDED;
            }
        };
    }

    /** A command line cannot begin with the octet that begins a TLS record of a handshake. */
    private boolean looksLikeTls() {
        return !swallowing && inbox.octets[inbox.from] == TLS_HANDSHAKE;
    }

    /** AUTH with an initial response may be longer than others (RFC 4954, section 4). */
    private int commandLimit() {
        return inbox.size() >= lineLimit && beginsLikeAuth() ? Math.max(lineLimit, AUTH_LIMIT) : lineLimit;
    }

    /** Whether the line is AUTH as far as it is there. */
    private boolean beginsLikeAuth() {
        int length = Math.min(AUTH.length(), inbox.size());
        return new String(inbox.octets, inbox.from, length, ISO_8859_1).equalsIgnoreCase(AUTH.substring(0, length));
    }

    private Optional<Unit> chunk(long left, int most) {
        if (left == 0) {
            return END_OF_CHUNK;
        }
        if (inbox.isEmpty() || most == 0) {
            return MORE_NEEDED;
        }
        int length = (int) Math.min(left, Math.min(most, inbox.size()));
        int start = inbox.from;
        inbox.from += length;
        return Optional.of(new Unit.Block(ByteBuffer.wrap(inbox.octets, start, length)));
    }

    /** A line of an exchange is a secret: nothing is kept of it. */
    private Optional<Unit> response() {
        Optional<Unit> line = line(Math.max(lineLimit, AUTH_LIMIT));
        upToCr = upToCr == null ? null : Printable.HIDDEN + '\r';
        return line;
    }

    private Optional<Unit> line(int limit) {
        if (swallowing) {
            return swallow();
        }
        byte[] octets = inbox.octets;
        int end = Math.min(inbox.to, inbox.size() > limit ? inbox.from + limit : inbox.to);
        for (int i = inbox.from + looked; i < end; i++) {
            if (octets[i] == '\n' && i > inbox.from && octets[i - 1] == '\r') {
                return lineUpTo(i);
            }
        }
        lookForBareLineEnd(Math.max(inbox.from, inbox.from + looked - 1), end);
        looked = end - inbox.from;
        if (looked < limit) {
            return MORE_NEEDED;
        }
        swallowing = true;
        upToCr = null;
        afterCr = octets[end - 1] == '\r';
        inbox.from = end;
        looked = 0;
        return swallow();
    }

    /** In a line that has not ended yet. */
    private void lookForBareLineEnd(int start, int end) {
        byte[] octets = inbox.octets;
        for (int i = start; i < end && !bareLineSeen; i++) {
            boolean bareCr = octets[i] == '\r' && i + 1 < inbox.to && octets[i + 1] != '\n';
            if (octets[i] == '\n' || bareCr) {
                bareLine(text(i + 1));
            }
        }
        upToCr = !bareLineSeen && octets[end - 1] == '\r' ? text(end) : null;
    }

    private void bareLine(String line) {
        if (!bareLineSeen) {
            bareLineSeen = true;
            bareLine = line;
        }
    }

    private String text(int end) {
        return new String(inbox.octets, inbox.from, end - inbox.from, ISO_8859_1);
    }

    private Optional<Unit> lineUpTo(int lineFeed) {
        int start = inbox.from;
        upToCr = null;
        inbox.from = lineFeed + 1;
        looked = 0;
        lines++;
        return Optional.of(new Unit.Line(new String(inbox.octets, start, lineFeed - 1 - start, ISO_8859_1)));
    }

    private Optional<Unit> swallow() {
        int lineFeed = lineFeed();
        inbox.from = lineFeed + 1;
        if (lineFeed == inbox.to) {
            inbox.clear();
            return MORE_NEEDED;
        }
        swallowing = false;
        afterCr = false;
        lines++;
        return LINE_TOO_LONG;
    }

    /** The place of the first LF behind a CR, or the end of the inbox; remembers a CR that is the last octet. */
    private int lineFeed() {
        byte[] octets = inbox.octets;
        int start = inbox.from;
        int end = inbox.to;
        for (int i = start; i < end; i++) {
            if (octets[i] == '\n') {
                if (isCr(start, i - 1)) {
                    return i;
                }
                bareLine(TOO_LONG + '\n');
            }
        }
        afterCr = isCr(start, end - 1);
        return end;
    }

    private Optional<Unit> content(int most) {
        if (lineStart && inbox.octets[inbox.from] == '.') {
            if (inbox.size() == 1 || (inbox.octets[inbox.from + 1] == '\r' && inbox.size() == 2)) {
                return MORE_NEEDED;
            }
            boolean last = inbox.octets[inbox.from + 1] == '\r' && inbox.octets[inbox.from + 2] == '\n';
            if (!last && most == 0) {
                return MORE_NEEDED;
            }
            inbox.from += last ? 3 : 1;
            lineStart = last;
            unstuffed |= !last && inbox.octets[inbox.from] != '.';
            tail = last ? CR_LF : (tail << Byte.SIZE) | '.';
            if (last) {
                afterCr = false;
                return END_OF_CONTENT;
            }
        }
        return most == 0 ? MORE_NEEDED : block(most);
    }

    /** Cuts a block that ends before the next line with a dot at its start, or at the end of what may be cut. */
    private Optional<Unit> block(int most) {
        byte[] octets = inbox.octets;
        int start = inbox.from;
        int end = dot(start, start + Math.min(most, inbox.size()));
        lineStart = octets[end - 1] == '\n' && isCr(start, end - 2);
        afterCr = octets[end - 1] == '\r';
        inbox.from = end;
        for (int i = Math.max(start, end - Integer.BYTES); i < end; i++) {
            tail = (tail << Byte.SIZE) | (octets[i] & 0xFF);
        }
        bareEnd |= inbox.isEmpty() && isBareEnd(tail);
        return Optional.of(new Unit.Block(ByteBuffer.wrap(octets, start, end - start)));
    }

    /** Whether the last octets are a dot between two line ends. Those that are CR LF both are no content. */
    private static boolean isBareEnd(int tail) {
        int octets = (tail & 0xFFFF) == CR_LF ? tail >>> Byte.SIZE : tail;
        return isLineEnd(octets) && ((octets >> Byte.SIZE) & 0xFF) == '.' && isLineEnd(octets >> (2 * Byte.SIZE));
    }

    private static boolean isLineEnd(int octet) {
        return (octet & 0xFF) == '\n' || (octet & 0xFF) == '\r';
    }

    /** The place of the first dot behind a CR LF, or the end. */
    private int dot(int start, int end) {
        int lineFeed = LineDots.first(inbox.octets, start, end);
        while (lineFeed < end && !isCr(start, lineFeed - 1)) {
            lineFeed = LineDots.first(inbox.octets, lineFeed + 1, end);
        }
        return Math.min(lineFeed + 1, end);
    }

    /** Whether a CR stands there, in what begins at the start or right before it. */
    private boolean isCr(int start, int at) {
        return at < start ? afterCr : inbox.octets[at] == '\r';
    }
}
