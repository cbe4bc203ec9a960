package org.fakesmtp.junit;

import java.util.Optional;
import org.fakesmtp.mime.MailCharset;
import org.fakesmtp.mime.MimePart;
import org.fakesmtp.text.Printable;

/** A part of a message that is not its text. */
public final class Attachment {

    private final MimePart part;

    Attachment(MimePart part) {
        this.part = part;
    }

    /** The file name that the sender gave it, decoded (RFC 2231, RFC 2047). */
    public Optional<String> name() {
        return part.name();
    }

    /** The media type in small letters: {@code application/pdf}. */
    public String type() {
        return part.type();
    }

    /** The character set that the sender named. */
    public Optional<String> charset() {
        return part.charset();
    }

    /** The content, decoded from base64 or quoted-printable. */
    public byte[] octets() {
        return part.octets();
    }

    /** The content as text: in its character set where that is known, otherwise in UTF-8 or windows-1252. */
    public String text() {
        return MailCharset.decode(part.octets(), part.charset().orElse("us-ascii"));
    }

    @Override
    public String toString() {
        String shown = name().map(text -> "'" + Printable.text(text) + "'").orElse("(no name)");
        return shown + ", " + Printable.text(type()) + ", " + part.size() + " octets";
    }
}
