package org.fakesmtp.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.protocol.framing.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mail transaction, from MAIL to the end of the message or to RSET (RFC 5321, section 3.3). */
final class MailTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(MailTransaction.class);

    /** So many octets of recipients any transaction may keep: about ten of them. */
    private static final int OWN = 4096;

    /** What a recipient, or one of its parameters, takes beside its text, in octets: about that. */
    private static final int RECIPIENT = 256;

    final ReversePath reversePath;
    final Optional<Long> declaredSize;
    private final Map<String, String> parameters;
    private final List<Recipient> recipients = new ArrayList<>(1);
    private ContentBuffer content = new CountedContent();

    /** Why the content cannot be taken; the rest of it is thrown away. */
    private Optional<ReplyKey> failure = Optional.empty();

    /** How many of those who are asked at CONTENT were asked. */
    int askedAtContent;

    /** Whether the client has its answer already while content comes in: the rest is thrown away, and no reply follows. */
    private boolean answered;

    private final Memory.Holding held;
    private long received;
    private boolean afterCr;

    MailTransaction(
            ReversePath reversePath, Map<String, String> parameters, Optional<Long> declaredSize, Memory memory) {
        this.reversePath = reversePath;
        this.parameters = parameters;
        this.declaredSize = declaredSize;
        this.held = memory.holding(OWN);
    }

    /** Whether there is memory left for another recipient. */
    boolean hasRoom() {
        return held.mayGrow();
    }

    void add(Recipient recipient) {
        recipients.add(recipient);
        held.hold(held.octets() + size(recipient));
    }

    private static long size(Recipient recipient) {
        long size = (long) RECIPIENT + recipient.mailbox().toString().length();
        for (Map.Entry<String, String> parameter : recipient.parameters().entrySet()) {
            size += (long) RECIPIENT + parameter.getValue().length();
        }
        return size;
    }

    List<Recipient> recipients() {
        return Collections.unmodifiableList(recipients);
    }

    /** The envelope of those recipients only. */
    Envelope envelope(List<Recipient> some) {
        return new Envelope(reversePath, parameters, some);
    }

    Envelope envelope() {
        return new Envelope(reversePath, parameters, recipients);
    }

    void openContent(ContentBuffer buffer) {
        content = buffer;
    }

    ContentBuffer content() {
        return content;
    }

    Optional<ReplyKey> failure() {
        return failure;
    }

    /** Takes a block of content, within the limits. One that is too large is that before all else, however it is cut into blocks. */
    void append(Unit.Block block, ProtocolSettings settings) {
        received += block.octets().remaining();
        long limit = settings.limits().size();
        if (limit > 0 && received > limit) {
            fail(ReplyKey.MESSAGE_TOO_LARGE);
        } else if (failure.isPresent()) {
            return;
        } else if (settings.bareNewline() == ProtocolSettings.BareNewline.REFUSE
                && !isBinary()
                && hasBareNewline(block)) {
            fail(ReplyKey.MESSAGE_BARE_NEWLINE);
        } else {
            store(block);
        }
    }

    private void store(Unit.Block block) {
        try {
            content.append(block.octets());
        } catch (IOException | RuntimeException e) {
            LOG.error("content could not be kept: {}", Reason.of(e));
            boolean full = new Delivery.Failed(e).isForWantOfSpace();
            fail(full ? ReplyKey.MESSAGE_NO_SPACE : ReplyKey.MESSAGE_FAILED);
        }
    }

    /** Whether the content is announced as binary: any octets, in chunks (RFC 3030). */
    boolean isBinary() {
        return parameters.getOrDefault("BODY", "").equalsIgnoreCase("BINARYMIME");
    }

    /** Whether addresses and headers may hold UTF-8 (RFC 6531). */
    boolean isInternational() {
        return parameters.containsKey("SMTPUTF8");
    }

    /** How many octets of content have come, whatever became of them. */
    long received() {
        return received;
    }

    boolean isAnswered() {
        return answered;
    }

    /** The client has its answer: what still comes is thrown away. */
    void answered() {
        answered = true;
        fail(ReplyKey.CHUNK_REFUSED);
    }

    /** The content cannot be taken. */
    void fail(ReplyKey reply) {
        failure = Optional.of(reply);
        content.close();
    }

    /** Whether a CR or LF that is no part of a CR LF is in the content so far; a CR at the end of the block is judged with the next block. */
    private boolean hasBareNewline(Unit.Block block) {
        ByteBuffer octets = block.octets();
        for (int i = octets.position(); i < octets.limit(); i++) {
            byte octet = octets.get(i);
            if (afterCr != (octet == '\n')) {
                return true;
            }
            afterCr = octet == '\r';
        }
        return false;
    }

    void close() {
        held.hold(0);
        content.close();
    }
}
