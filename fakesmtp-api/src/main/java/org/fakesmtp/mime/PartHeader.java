package org.fakesmtp.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a header says about the body behind it: its type, its encoding, whether it is an attachment, and its name (RFC 2045, RFC 2183). */
final class PartHeader {

    static final String PLAIN = "text/plain";

    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final byte[] NOTHING = {};
    private static final String TOKEN = "[^\\s\\x00-\\x1f\\x7f()<>@,;:\\\\\"/\\[\\]?=]+";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + ")\\s*/\\s*(" + TOKEN + ")");

    /** How much of a wrong value is said again. */
    private static final int QUOTED = 60;

    private final MessageHeader header;
    private final String type;
    private final ParameterizedField contentType;
    private final ParameterizedField disposition;
    private final TransferEncoding encoding;
    private final List<String> remarks = new ArrayList<>();

    /** @param defaultType the type of a body without a Content-Type */
    PartHeader(MessageHeader header, String defaultType) {
        this.header = header;
        this.contentType = ParameterizedField.of(header.body("Content-Type"));
        this.disposition = ParameterizedField.of(header.body("Content-Disposition"));
        this.encoding = TransferEncoding.of(header.body(ENCODING));
        this.type = type(contentType.value(), defaultType);
        if (isMultipart() && boundary().isPresent() && encoding != TransferEncoding.IDENTITY) {
            remarks.add(type + " cannot be encoded; its " + encodingField() + " is ignored");
        } else if (encoding == TransferEncoding.UNKNOWN) {
            remarks.add(encodingField() + " is not known; the octets are left as they came");
        }
    }

    private PartHeader(PartHeader other) {
        this.header = other.header;
        this.contentType = ParameterizedField.of(NOTHING);
        this.disposition = other.disposition;
        this.encoding = other.encoding;
        this.type = PLAIN;
    }

    /** The same, but for a type that cannot be read and thus is plain text. */
    PartHeader asText() {
        return new PartHeader(this);
    }

    MessageHeader header() {
        return header;
    }

    String type() {
        return type;
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    boolean isAlternative() {
        return type.equals("multipart/alternative");
    }

    /** The type of a part that has no Content-Type (RFC 2046, section 5.1.5). */
    String typeOfParts() {
        return type.equals("multipart/digest") ? "message/rfc822" : PLAIN;
    }

    /** Whether it is of a type that people read. */
    boolean isReadable() {
        return type.equals(PLAIN) || type.equals("text/html");
    }

    /** Whether its Content-Disposition is neither missing nor {@code inline}: one that is not known is an attachment (RFC 2183, section 2.8). */
    boolean isAttached() {
        return TYPE.matcher(disposition.value() + "/x").matches()
                && !disposition.value().equalsIgnoreCase("inline");
    }

    Optional<String> charset() {
        return contentType.parameter("charset");
    }

    /** The boundary, if a line can be one. */
    Optional<String> boundary() {
        return contentType.octets("boundary").filter(Boundaries::isUsable);
    }

    /** The file name, decoded. */
    Optional<String> name() {
        return disposition
                .parameter("filename")
                .filter(name -> !name.isBlank())
                .or(() -> contentType.parameter("name").filter(name -> !name.isBlank()));
    }

    /** How the body is encoded; a multipart cannot be (RFC 2045, section 6.4). */
    TransferEncoding encoding() {
        return isMultipart() ? TransferEncoding.IDENTITY : encoding;
    }

    List<String> remarks() {
        return remarks;
    }

    private String type(String value, String defaultType) {
        Matcher matcher = TYPE.matcher(value);
        if (matcher.lookingAt()) {
            return (matcher.group(1) + '/' + matcher.group(2)).toLowerCase(Locale.ROOT);
        }
        if (value.isEmpty()) {
            return defaultType;
        }
        String meant = value.equalsIgnoreCase("multipart") ? "multipart/mixed" : PLAIN;
        remarks.add("Content-Type " + quoted(value) + " is not a type; it is read as " + meant);
        return meant;
    }

    private String encodingField() {
        return ENCODING
                + ' '
                + quoted(header.first(ENCODING).map(HeaderField::value).orElse(""));
    }

    private static String quoted(String value) {
        return '\'' + (value.length() > QUOTED ? value.substring(0, QUOTED) + "..." : value) + '\'';
    }
}
