package org.fakesmtp.plugins.standard.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.fakesmtp.internal.JsonText;
import org.fakesmtp.internal.WireText;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.SessionFacts;

/** The envelope of a message, and what is known of where it came from, as a JSON object in UTF-8. */
final class EnvelopeJson {

    private final JsonText json = JsonText.indented();

    private EnvelopeJson() {}

    static byte[] octets(Message message) {
        EnvelopeJson envelope = new EnvelopeJson();
        envelope.write(message);
        return envelope.json.toString().getBytes(UTF_8);
    }

    private void write(Message message) {
        json.begin('{');
        json.name("id").text(message.id());
        session(message.session());
        json.name("received").text(message.received().toString());
        envelope(message.envelope());
        json.name("size").number(message.content().size());
        json.end('}');
    }

    private void session(SessionFacts session) {
        json.name("session").text(session.id());
        json.name("client").text(session.clientAddress());
        json.name("port").number(session.client().getPort());
        session.clientName().ifPresent(name -> json.name("clientName").text(WireText.decoded(name)));
        json.name("listener").text(session.listener());
        json.name("helo").text(session.helo().map(WireText::decoded));
        json.name("protocol").text(session.protocol());
    }

    private void envelope(Envelope envelope) {
        json.name("reversePath").text(WireText.decoded(envelope.reversePath().address()));
        json.name("parameters");
        parameters(envelope.parameters());
        json.name("recipients").begin('[');
        envelope.recipients().forEach(this::recipient);
        json.end(']');
    }

    private void recipient(Recipient recipient) {
        json.begin('{');
        json.name("address").text(WireText.decoded(recipient.mailbox().toString()));
        json.name("parameters");
        parameters(recipient.parameters());
        json.end('}');
    }

    private void parameters(Map<String, String> parameters) {
        json.begin('{');
        parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter -> json.name(parameter.getKey()).text(WireText.decoded(parameter.getValue())));
        json.end('}');
    }
}
