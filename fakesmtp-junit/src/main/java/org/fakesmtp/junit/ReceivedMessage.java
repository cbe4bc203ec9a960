package org.fakesmtp.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mime.MimeMessage;
import org.fakesmtp.mime.MimeReader;
import org.fakesmtp.mime.ReadingLimits;
import org.fakesmtp.text.Printable;

/**
 * A message that the server took: its envelope, its octets, and what they mean to a mail program (RFC 5322, RFC 2045 to 2047). A broken message is read as far as it can be understood.
 */
public final class ReceivedMessage {

    private final String id;
    private final SessionFacts session;
    private final Envelope envelope;
    private final Instant received;
    private final byte[] octets;
    private final Supplier<String> transcript;
    private Optional<MimeMessage> view = Optional.empty();

    ReceivedMessage(
            String id,
            SessionFacts session,
            Envelope envelope,
            Instant received,
            byte[] octets,
            Supplier<String> transcript) {
        this.id = id;
        this.session = session;
        this.envelope = envelope;
        this.received = received;
        this.octets = octets;
        this.transcript = transcript;
    }

    /** The name that the server gave it, as in its reply and in the journal. */
    public String id() {
        return id;
    }

    /** The facts of the session when the message ended: the client, its HELO name, TLS, the user. */
    public SessionFacts session() {
        return session;
    }

    /** The envelope, with its ESMTP parameters. */
    public Envelope envelope() {
        return envelope;
    }

    /** The mailbox of MAIL FROM; empty for the null path {@code <>}. */
    public String sender() {
        return envelope.reversePath().address();
    }

    /** The mailboxes of RCPT TO that were accepted, in their order. */
    public List<String> recipients() {
        return envelope.recipients().stream().map(Recipient::toString).toList();
    }

    /** When the final dot came. */
    public Instant received() {
        return received;
    }

    /** The content, octet for octet as the client sent it, dot-stuffing undone. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The values of the header fields of a name, in whatever case: unfolded, raw octets and encoded words decoded. */
    public List<String> headers(String name) {
        return view().header().values(name);
    }

    /** The first header field of a name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The subject; empty where there is none. */
    public String subject() {
        return header("Subject").orElse("");
    }

    /**
     * The plain text: the parts of type {@code text/plain}, also those without a type, decoded, their lines ended by LF. Of several each begins on a line of its own. A part that has a name or
     * is marked as an attachment is not among them, unless it only has a name and the message has no other text. Empty if there is none.
     */
    public Optional<String> text() {
        return view().plain();
    }

    /** The HTML: the parts of type {@code text/html}, chosen and joined as those of {@link #text()}. Empty if there is none. */
    public Optional<String> html() {
        return view().html();
    }

    /** The other parts, in their order: those that are marked as attachments, have a name, or are of another type, such as a message within the message or a calendar entry. */
    public List<Attachment> attachments() {
        return view().attachments().stream().map(Attachment::new).toList();
    }

    /**
     * What text, HTML and attachments leave out, or what could not be read as the sender may have meant it, in words for people: a multipart without its last boundary line, an encoding that is not known, a
     * preamble. Empty for a message that a mail program shows completely.
     */
    public List<String> remarks() {
        return view().remarks();
    }

    /** What both sides said in the session of this message, as far as it has come. */
    public String transcript() {
        return transcript.get();
    }

    private synchronized MimeMessage view() {
        MimeMessage known = view.orElseGet(this::read);
        view = Optional.of(known);
        return known;
    }

    private MimeMessage read() {
        try {
            return new MimeReader(ReadingLimits.NONE).read(new ByteArrayInputStream(octets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        String to = recipients().stream().map(mailbox -> '<' + mailbox + '>').collect(Collectors.joining(", "));
        return Printable.text("message " + id + " from <" + sender() + "> to " + to + ", subject '" + subject() + "'");
    }
}
