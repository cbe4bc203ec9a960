package org.fakesmtp.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reply of the server (RFC 5321, section 4.2): a code, an enhanced status code where it carries one (RFC 2034), and one or more lines of
 * text. An immutable value that is encoded once, when it is made: an {@link IllegalArgumentException} says where the code is not 200 to 599, the enhanced status code
 * is none or of another class than the code, or a text has a control character other than a tab.
 *
 * <pre>{@code
 * Reply full = Reply.of(452, "4.2.2", "The mailbox is full", "Come back tomorrow");
 * Reply banner = Reply.plain(220, "${hostname} at your service");
 * Reply parsed = Reply.parse("550 5.1.1 No such user");
 * }</pre>
 */
public final class Reply {

    private static final Pattern CODE = Pattern.compile("[0-9]{3}");

    /** A reply without text, of the code alone. */
    private static final List<String> NO_TEXT = List.of("");

    private final int code;
    private final Optional<EnhancedStatusCode> enhanced;
    private final List<String> lines;
    private final byte[] octets;

    private Reply(int code, Optional<EnhancedStatusCode> enhanced, List<String> lines) {
        this.code = code;
        this.enhanced = enhanced;
        this.lines = lines.isEmpty() ? NO_TEXT : List.copyOf(lines);
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("a reply code is 200 to 599, not " + code);
        }
        enhanced.ifPresent(status -> {
            if (status.statusClass() != code / 100) {
                throw new IllegalArgumentException(
                        "the enhanced status code " + status + " does not agree with the reply code " + code);
            }
        });
        this.lines.forEach(Reply::checkText);
        this.octets = encode();
    }

    /** A reply with an enhanced status code; each text is a line. */
    public static Reply of(int code, String enhanced, String... lines) {
        return new Reply(code, Optional.of(EnhancedStatusCode.parse(enhanced)), List.of(lines));
    }

    /** A reply without an enhanced status code, such as a greeting; each text is a line. */
    public static Reply plain(int code, String... lines) {
        return new Reply(code, Optional.empty(), List.of(lines));
    }

    /** A reply of these parts; each text is a line. Without any, it has one line without text. */
    public static Reply of(int code, Optional<EnhancedStatusCode> enhanced, List<String> lines) {
        return new Reply(code, enhanced, lines);
    }

    /**
     * Reads {@code CODE [E.E.E] text}, where a line feed starts a new line of the reply.
     *
     * @throws IllegalArgumentException where the text is no reply; the message says why
     */
    public static Reply parse(String text) {
        String all = text.strip();
        String code = word(all);
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "a reply begins with a code of three digits, such as '550 5.1.1 No such user', not with '" + code
                            + "'");
        }
        String rest = all.substring(code.length());
        while (rest.startsWith(" ")) {
            rest = rest.substring(1);
        }
        String word = word(rest);
        boolean withStatus = EnhancedStatusCode.matches(word);
        Optional<EnhancedStatusCode> enhanced =
                withStatus ? Optional.of(EnhancedStatusCode.parse(word)) : Optional.empty();
        String lines = withStatus ? rest.substring(Math.min(word.length() + 1, rest.length())) : rest;
        return new Reply(Integer.parseInt(code), enhanced, List.of(lines.split("\n", -1)));
    }

    /** What stands before the first blank. */
    private static String word(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    /** The reply code, 200 to 599. */
    public int code() {
        return code;
    }

    /** The enhanced status code (RFC 3463); empty where the reply carries none. */
    public Optional<EnhancedStatusCode> enhanced() {
        return enhanced;
    }

    /** The lines of text, at least one, without codes. */
    public List<String> lines() {
        return lines;
    }

    /** Whether the code says that something was refused or failed: 4yz or 5yz. */
    public boolean isNegative() {
        return code >= 400;
    }

    /** The same codes with other lines. */
    public Reply withLines(List<String> others) {
        return new Reply(code, enhanced, others);
    }

    /** The reply as it goes out, line ends included. */
    public ByteBuffer octets() {
        return ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }

    /** The number of octets of {@link #octets()}. */
    public int length() {
        return octets.length;
    }

    /** Copies the encoded reply into an array that has room for {@link #length()} octets. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(octets, 0, target, offset, octets.length);
    }

    private byte[] encode() {
        String status = enhanced.isEmpty() ? "" : enhanced.get() + " ";
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            out.append(code).append(last ? ' ' : '-').append(status);
            out.append(lines.get(i)).append("\r\n");
        }
        return out.toString().getBytes(UTF_8);
    }

    private static void checkText(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw new IllegalArgumentException(
                        String.format("the text of a reply has no control characters, found \\u%04X", (int) c));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reply that
                && code == that.code
                && enhanced.equals(that.enhanced)
                && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return 31 * code + lines.hashCode();
    }

    /** The reply as one line, its lines separated by {@code \n}. */
    @Override
    public String toString() {
        return code
                + enhanced.map(status -> " " + status).orElse("")
                + (lines.equals(NO_TEXT) ? "" : " " + String.join("\\n", lines));
    }
}
