package org.fakesmtp.plugins.standard.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.fakesmtp.internal.WireText;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.text.Printable;

/**
 * What a server puts in front of a message at its final delivery (RFC 5321, section 4.4): Return-Path, one Delivered-To (RFC 9228) for each recipient, and
 * Received.
 */
final class TraceHeader {

    private static final int LONGEST_NAME = 255;

    private TraceHeader() {}

    /** Writes the message, with the trace header in front where it is wanted. */
    static void write(Message message, boolean traced, OutputStream out) throws IOException {
        if (traced) {
            out.write(of(message).getBytes(UTF_8));
        }
        message.content().writeTo(out);
    }

    static String of(Message message) {
        StringBuilder header = new StringBuilder();
        line(
                header,
                "Return-Path: <" + inHeader(message.envelope().reversePath().address()) + '>');
        for (Recipient recipient : message.envelope().recipients()) {
            line(header, "Delivered-To: " + inHeader(recipient.mailbox().toString()));
        }
        line(header, "Received: from " + from(message.session()));
        line(
                header,
                "\tby " + message.session().hostname() + " with "
                        + message.session().protocol() + " id " + message.id() + ';');
        line(header, "\t" + message.date());
        return header.toString();
    }

    private static void line(StringBuilder header, String text) {
        header.append(text).append("\r\n");
    }

    private static String from(SessionFacts session) {
        return session.helo().map(TraceHeader::domain).orElse("unknown") + " ("
                + session.clientName().map(name -> domain(name) + ' ').orElse("") + literal(session) + ')';
    }

    /** The client's address as RFC 5321, section 4.1.3 writes it. */
    private static String literal(SessionFacts session) {
        String address = session.clientAddress().replaceFirst("%.*", "");
        return (address.indexOf(':') >= 0 ? "[IPv6:" : "[") + address + ']';
    }

    /** What a client calls itself can be anything; what would end the domain or begin a comment is replaced. */
    private static String domain(String helo) {
        String shown = helo.length() > LONGEST_NAME ? helo.substring(0, LONGEST_NAME) : helo;
        return shown.replaceAll("[^!-~]|[()<>,;\\\\\"]", "?");
    }

    private static String inHeader(String address) {
        return Printable.text(WireText.decoded(address));
    }
}
