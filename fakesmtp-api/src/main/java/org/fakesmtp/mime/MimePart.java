package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a message that has no parts of its own: a text, or an attachment. */
public final class MimePart {

    private static final Pattern LINE_END = Pattern.compile("\r?\r\n|\r");

    /** {@code <meta charset="...">}, or the same in the content of a {@code <meta http-equiv>}. */
    private static final Pattern META_CHARSET =
            Pattern.compile("<meta\\s[^>]*?charset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;]+)", Pattern.CASE_INSENSITIVE);

    /** Browsers look for it in so many octets. */
    private static final int BEGINNING = 1024;

    private final String number;
    private final PartHeader header;
    private final byte[] octets;
    private final long size;
    private final int alternative;

    MimePart(String number, PartHeader header, byte[] octets, long size, int alternative) {
        this.number = number;
        this.header = header;
        this.octets = octets;
        this.size = size;
        this.alternative = alternative;
    }

    /** Where it stands: {@code 2.1} is the first part of the second part; {@code 1} too is the body of a message that is no multipart. */
    public String number() {
        return number;
    }

    /** The fields of its own header; for the body of a message that is no multipart those of the message. */
    public MessageHeader header() {
        return header.header();
    }

    /** The media type in small letters: {@code text/plain}, also where the sender gave none (RFC 2045, section 5.2). */
    public String type() {
        return header.type();
    }

    /** The character set that the sender named. */
    public Optional<String> charset() {
        return header.charset();
    }

    /** The file name that the sender gave it, decoded (RFC 2231, RFC 2047). Escape it before it is shown. */
    public Optional<String> name() {
        return header.name();
    }

    /** Whether its Content-Disposition is {@code attachment}, or one that is not known (RFC 2183, section 2.8). */
    public boolean isAttached() {
        return header.isAttached();
    }

    /** How many octets it has, decoded. */
    public long size() {
        return size;
    }

    /** Its octets, decoded, as far as the reader keeps them. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Whether {@link #octets()} and {@link #text()} are only a beginning. */
    public boolean isCut() {
        return octets.length < size;
    }

    /**
     * Its octets as text, lines ended by LF, as {@link MailCharset} decodes them. If the sender named no character set,
     * HTML may name it itself.
     */
    public String text() {
        String label = charset().or(this::charsetOfHtml).orElse("us-ascii");
        String text = isCut() ? MailCharset.decodeBeginning(octets, label) : MailCharset.decode(octets, label);
        return text.indexOf('\r') < 0 ? text : LINE_END.matcher(text).replaceAll("\n");
    }

    private Optional<String> charsetOfHtml() {
        if (!isHtml()) {
            return Optional.empty();
        }
        String beginning = new String(octets, 0, Math.min(BEGINNING, octets.length), ISO_8859_1);
        Matcher meta = META_CHARSET.matcher(beginning);
        return meta.find() ? Optional.of(meta.group(1)) : Optional.empty();
    }

    /** Which multipart/alternative it is in; 0 for none. */
    int alternative() {
        return alternative;
    }

    boolean isReadable() {
        return isPlain() || isHtml();
    }

    boolean isPlain() {
        return type().equals("text/plain");
    }

    boolean isHtml() {
        return type().equals("text/html");
    }

    @Override
    public String toString() {
        return name().orElse("(no name)") + ", " + type() + ", " + size + " octets";
    }
}
