package org.fakesmtp.junit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fakesmtp.api.Envelope;
import org.fakesmtp.api.Printable;
import org.fakesmtp.api.Recipient;
import org.fakesmtp.api.SessionFacts;

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
    private Optional<MimeView> view = Optional.empty();

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

    /** The values of the header fields of a name, in whatever case: unfolded, encoded words decoded. */
    public List<String> headers(String name) {
        return view().headers(name);
    }

    /** The first header field of a name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The subject; empty where there is none. */
    public String subject() {
        return header("Subject").orElse("");
    }

    /** The first part of type {@code text/plain} that is no attachment, decoded, its lines ended by LF; empty where there is none. */
    public Optional<String> text() {
        return view().text();
    }

    /** The first part of type {@code text/html} that is no attachment, decoded, its lines ended by LF; empty where there is none. */
    public Optional<String> html() {
        return view().html();
    }

    /** The other parts, in their order: those that are marked as attachments, have a name, or are no text. */
    public List<Attachment> attachments() {
        return view().attachments();
    }

    /** What both sides said in the session of this message, as far as it has come. */
    public String transcript() {
        return transcript.get();
    }

    private synchronized MimeView view() {
        MimeView known = view.orElseGet(() -> MimeView.of(octets));
        view = Optional.of(known);
        return known;
    }

    @Override
    public String toString() {
        String to = recipients().stream().map(mailbox -> '<' + mailbox + '>').collect(Collectors.joining(", "));
        return Printable.text("message " + id + " from <" + sender() + "> to " + to + ", subject '" + subject() + "'");
    }
}
