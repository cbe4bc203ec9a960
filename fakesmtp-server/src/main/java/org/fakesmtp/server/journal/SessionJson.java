package org.fakesmtp.server.journal;

import java.time.Instant;
import org.fakesmtp.internal.JsonText;
import org.fakesmtp.internal.WireText;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.journal.SessionRecord.Entry;

/** A session as a line of JSON. */
final class SessionJson {

    private final JsonText json = JsonText.onOneLine();

    private SessionJson() {}

    /** The line, with its line feed. */
    static String line(SessionRecord ended) {
        SessionJson session = new SessionJson();
        session.write(ended);
        return session.json.toString();
    }

    private void write(SessionRecord ended) {
        json.begin('{');
        facts(ended.session());
        json.name("ended").text(ended.ended().map(Instant::toString));
        json.name("contentOctets").number(ended.contentOctets());
        json.name("sentOctets").number(ended.sentOctets());
        json.name("dropped").number(ended.dropped());
        json.name("entries").begin('[');
        ended.entries().forEach(this::entry);
        json.end(']').end('}');
    }

    private void facts(SessionFacts session) {
        json.name("id").text(session.id());
        json.name("client").text(session.clientAddress());
        json.name("port").number(session.client().getPort());
        session.clientName().ifPresent(name -> json.name("clientName").text(WireText.decoded(name)));
        json.name("listener").text(session.listener());
        json.name("started").text(session.started().toString());
        json.name("helo").text(session.helo().map(WireText::decoded));
        json.name("tls").text(session.tls().map(SessionFacts.Tls::version));
        json.name("cipher").text(session.tls().map(SessionFacts.Tls::cipher));
        json.name("user").text(session.user().map(WireText::decoded));
    }

    private void entry(Entry entry) {
        json.begin('{');
        json.name("at").text(entry.at().toString());
        if (entry instanceof SessionRecord.Command command) {
            json.name("command").text(WireText.decoded(command.line()));
        } else if (entry instanceof SessionRecord.Content content) {
            json.name("content").number(content.octets());
        } else if (entry instanceof SessionRecord.Replied reply) {
            json.name("reply").number(reply.code()).name("text").text(reply.text());
        } else if (entry instanceof SessionRecord.Sent sent) {
            json.name("sent").text(WireText.decoded(sent.octets()));
        } else if (entry instanceof SessionRecord.Taken taken) {
            json.name("message").text(taken.message()).name("octets").number(taken.octets());
        } else if (entry instanceof SessionRecord.Scripted scripted) {
            json.name("stage").text(scripted.stage());
            json.name("rule").text(scripted.rule()).name("answer").text(scripted.answer());
        }
        json.end('}');
    }
}
