package org.fakesmtp.plugins.standard.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;

/** Shows messages. It is a sink so that reading them costs no session's thread; it takes every message, even one that it cannot show. */
final class MessageDisplay implements MessageSink {

    /** How much of a message is shown. */
    enum Scope {
        /** The envelope, the header, the text, and a list of the other parts. */
        ON,
        /** The envelope alone. */
        ENVELOPE,
        /** Nothing. */
        OFF
    }

    private final Consumer<Entry> shown;
    private final boolean withContent;
    private final int limit;

    /** Shows about so many chars of the header, and of the text. */
    MessageDisplay(Consumer<Entry> shown, boolean withContent, int limit) {
        this.shown = shown;
        this.withContent = withContent;
        this.limit = limit;
    }

    @Override
    public Delivery deliver(Message message) {
        String title = "message " + message.id() + ", " + message.content().size() + " octets";
        String text = envelope(message.envelope()) + (withContent ? content(message) : "");
        shown.accept(new MessageEntry(message.received(), message.session().id(), title, text));
        return Delivery.taken();
    }

    private String envelope(Envelope envelope) {
        Excerpt lines = new Excerpt(limit);
        lines.addLine("MAIL FROM:" + envelope.reversePath() + parameters(envelope.parameters()));
        for (Recipient recipient : envelope.recipients()) {
            lines.addLine("RCPT TO:<" + recipient + '>' + parameters(recipient.parameters()));
        }
        return lines.toString();
    }

    private String content(Message message) {
        try (InputStream in = message.content().open()) {
            return MimeOutline.of(in, limit) + "\n";
        } catch (IOException | RuntimeException e) {
            Excerpt excuse = new Excerpt(limit);
            excuse.addLine("[cannot be shown: " + Reason.of(e) + ']');
            return excuse.toString();
        }
    }

    private static String parameters(Map<String, String> parameters) {
        StringBuilder out = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach(
                        (keyword, value) -> out.append(' ').append(keyword).append(value.isEmpty() ? "" : "=" + value));
        return out.toString();
    }
}
