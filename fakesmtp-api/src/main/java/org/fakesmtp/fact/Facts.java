package org.fakesmtp.fact;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.Stage;

/** What rules look at, as text that can be compared: mailboxes without needless quotes, the null path as {@code <>}. */
final class Facts {

    private Facts() {}

    static List<String> hostname(Exchange exchange) {
        return List.of(exchange.session().hostname());
    }

    static List<String> id(Exchange exchange) {
        return List.of(exchange.id());
    }

    static List<String> session(Exchange exchange) {
        return List.of(exchange.session().id());
    }

    static List<String> client(Exchange exchange) {
        return List.of(exchange.session().clientAddress());
    }

    static List<String> listener(Exchange exchange) {
        return List.of(exchange.session().listener());
    }

    static List<String> helo(Exchange exchange) {
        return HeloName.of(exchange).stream().toList();
    }

    static List<String> sender(Exchange exchange) {
        return exchange.reversePath().map(Facts::path).stream().toList();
    }

    /** At RCPT the recipient being asked about, later all that were accepted. */
    static List<String> recipients(Exchange exchange) {
        return exchange.recipient()
                .map(recipient -> List.of(MailboxText.of(recipient.mailbox())))
                .orElseGet(() -> exchange.recipients().stream()
                        .map(recipient -> MailboxText.of(recipient.mailbox()))
                        .toList());
    }

    /** {@code no}, or {@code yes} and the version. */
    static List<String> tls(Exchange exchange) {
        return exchange.session()
                .tls()
                .map(tls -> List.of("yes", tls.version().replaceFirst("^TLSv", "")))
                .orElse(List.of("no"));
    }

    static List<String> user(Exchange exchange) {
        return exchange.user().stream().toList();
    }

    static List<String> early(Exchange exchange) {
        return List.of(exchange.early() ? "yes" : "no");
    }

    static List<String> header(Exchange exchange, String name) {
        return content(exchange, text -> text.header(name));
    }

    static List<String> body(Exchange exchange) {
        return content(exchange, MessageText::body);
    }

    static List<String> text(Exchange exchange) {
        return content(exchange, MessageText::texts);
    }

    static List<String> attachments(Exchange exchange) {
        return content(exchange, MessageText::attachments);
    }

    private static List<String> content(Exchange exchange, Function<MessageText, List<String>> facts) {
        return exchange.message()
                .map(message -> facts.apply(ReadableContent.text(message.content())))
                .orElse(List.of());
    }

    static List<String> argument(Exchange exchange) {
        return List.of(exchange.argument());
    }

    /** The number of recipients, the one being asked about included: at the third RCPT, three. */
    static List<String> recipientCount(Exchange exchange) {
        int count = exchange.recipients().size() + (exchange.stage().equals(Stage.RCPT) ? 1 : 0);
        return List.of(String.valueOf(count));
    }

    static List<String> size(Exchange exchange) {
        return exchange.size().map(String::valueOf).stream().toList();
    }

    /** The address as the client gave it; empty for the null path. */
    static String senderAsGiven(Exchange exchange) {
        return exchange.reversePath().map(ReversePath::address).orElse("");
    }

    /** The recipient being asked about, otherwise the last one that was accepted. */
    static String lastRecipientAsGiven(Exchange exchange) {
        List<Recipient> accepted = exchange.recipients();
        return exchange.recipient()
                .or(() -> accepted.isEmpty() ? Optional.empty() : Optional.of(accepted.get(accepted.size() - 1)))
                .map(Recipient::toString)
                .orElse("");
    }

    private static String path(ReversePath path) {
        return path.mailbox().map(MailboxText::of).orElse("<>");
    }
}
