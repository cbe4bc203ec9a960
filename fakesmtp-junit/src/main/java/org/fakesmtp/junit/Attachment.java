package org.fakesmtp.junit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fakesmtp.api.Printable;
import org.fakesmtp.mime.ReadableText;

/** A part of a message that is not its text. */
public final class Attachment {

    private final Optional<String> name;
    private final String type;
    private final Optional<String> charset;
    private final byte[] octets;

    Attachment(Optional<String> name, String type, Optional<String> charset, byte[] octets) {
        this.name = name;
        this.type = type;
        this.charset = charset;
        this.octets = octets;
    }

    /** The file name that the sender gave it, decoded (RFC 2231, RFC 2047). */
    public Optional<String> name() {
        return name;
    }

    /** The media type in small letters: {@code application/pdf}. */
    public String type() {
        return type;
    }

    /** The character set that the sender named. */
    public Optional<String> charset() {
        return charset;
    }

    /** The content, decoded from base64 or quoted-printable. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The content as text: in its character set where that is known, otherwise in UTF-8 or Latin-1. */
    public String text() {
        return ReadableText.of(octets, charset.orElse(StandardCharsets.US_ASCII.name()));
    }

    @Override
    public String toString() {
        String shown = name.map(text -> "'" + Printable.text(text) + "'").orElse("(no name)");
        return shown + ", " + Printable.text(type) + ", " + octets.length + " octets";
    }
}
