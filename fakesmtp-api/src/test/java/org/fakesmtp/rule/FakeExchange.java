package org.fakesmtp.rule;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.mail.Attributes;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;

/** An exchange at a stage; each method gives another one. */
record FakeExchange(
        Stage stage,
        SessionFacts session,
        String argument,
        Optional<ReversePath> reversePath,
        Optional<Recipient> recipient,
        List<Recipient> recipients,
        Optional<Long> size)
        implements Exchange {

    static FakeExchange at(Stage stage) {
        SessionFacts session = SessionFacts.fresh("s1", client("192.0.2.7"), "default", Instant.EPOCH);
        return new FakeExchange(stage, session, "", Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    static FakeExchange from(String sender) {
        return at(Stage.MAIL).sender(sender);
    }

    static FakeExchange to(String recipient) {
        Recipient asked = recipientOf(recipient);
        FakeExchange one = at(Stage.RCPT).sender("a@b.test");
        return new FakeExchange(
                one.stage, one.session, "", one.reversePath, Optional.of(asked), List.of(), Optional.empty());
    }

    FakeExchange client(InetSocketAddress client) {
        return with(SessionFacts.fresh(session.id(), client, session.listener(), Instant.EPOCH));
    }

    FakeExchange inSession(String id) {
        return with(SessionFacts.fresh(id, session.client(), session.listener(), Instant.EPOCH));
    }

    FakeExchange helo(String name) {
        return with(session.greeted(name, Stage.EHLO));
    }

    FakeExchange argument(String text) {
        return new FakeExchange(stage, session, text, reversePath, recipient, recipients, size);
    }

    FakeExchange sender(String mailbox) {
        ReversePath path = mailbox.equals("<>") ? ReversePath.nullPath() : ReversePath.of(mailbox(mailbox));
        return new FakeExchange(stage, session, argument, Optional.of(path), recipient, recipients, size);
    }

    FakeExchange accepted(String... mailboxes) {
        List<Recipient> all =
                Stream.of(mailboxes).map(FakeExchange::recipientOf).toList();
        return new FakeExchange(stage, session, argument, reversePath, recipient, all, size);
    }

    FakeExchange size(long octets) {
        return new FakeExchange(stage, session, argument, reversePath, recipient, recipients, Optional.of(octets));
    }

    @Override
    public Optional<Message> message() {
        return Optional.empty();
    }

    @Override
    public Attributes attributes() {
        return new Attributes();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.EPOCH);
    }

    static InetSocketAddress client(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 50_000);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private FakeExchange with(SessionFacts facts) {
        return new FakeExchange(stage, facts, argument, reversePath, recipient, recipients, size);
    }

    private static Recipient recipientOf(String mailbox) {
        return new Recipient(mailbox(mailbox), Map.of());
    }

    private static Mailbox mailbox(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? new Mailbox(text, "") : new Mailbox(text.substring(0, at), text.substring(at + 1));
    }
}
