package org.fakesmtp.plugins.standard;

import java.util.List;
import java.util.Locale;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Scope;
import org.fakesmtp.setting.Settings;

/**
 * Mailboxes that get full: no more messages or octets get into one than it holds. The recipient is refused at RCPT
 * if there is no room, also for the size that MAIL declares; a message that turns out to be too large is refused at
 * its end. Nothing empties a mailbox but a restart.
 */
public final class QuotaPlugin implements Plugin {

    private static final String REPLY = "452 4.2.2 Mailbox full";
    private static final long OCTETS = 10L << 20;

    @Override
    public String name() {
        return "quota";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        int messages = settings.number("messages", 0);
        long octets = settings.size("octets", OCTETS);
        Answer answer = settings.value("reply", Answer::parseReply).orElseGet(() -> Answer.parseReply(REPLY));
        Scope scope = Scope.read(settings, Stage.RCPT);
        Mailboxes mailboxes = new Mailboxes(messages, octets);
        hooks.answer(
                Stage.RCPT,
                Answerer.atOnce(exchange ->
                        scope.key(exchange).isEmpty() || hasRoom(exchange, mailboxes) ? Answer.proceed() : answer));
        if (octets > 0) {
            hooks.answer(
                    Stage.MESSAGE,
                    Answerer.atOnce(exchange -> hasRoomStill(exchange, mailboxes) ? Answer.proceed() : answer));
        }
        hooks.observe(new Watcher(mailboxes));
    }

    private static boolean hasRoom(Exchange exchange, Mailboxes mailboxes) {
        String session = exchange.session().id();
        long size = exchange.size().orElse(0L);
        return exchange.recipient()
                .filter(recipient -> !mailboxes.reserve(session, key(recipient), size))
                .isEmpty();
    }

    /**
     * Whether the message fits into all of its mailboxes, now that its size is known; under LMTP it is asked about
     * each.
     */
    private static boolean hasRoomStill(Exchange exchange, Mailboxes mailboxes) {
        String session = exchange.session().id();
        long size = exchange.size().orElse(0L);
        return exchange.recipient().map(List::of).orElseGet(exchange::recipients).stream()
                .map(QuotaPlugin::key)
                .distinct()
                .allMatch(mailbox -> mailboxes.resize(session, mailbox, size));
    }

    /** By what a mailbox is known: domains and, as nearly everywhere, local parts in whatever case. */
    private static String key(Recipient recipient) {
        return recipient.mailbox().unquotedLocalPart().toLowerCase(Locale.ROOT)
                + '@'
                + recipient.mailbox().domain().toLowerCase(Locale.ROOT);
    }

    /** Tells the mailboxes what becomes of a message. */
    private record Watcher(Mailboxes mailboxes) implements SessionObserver {

        @Override
        public void replied(SessionFacts session, Reply reply) {
            mailboxes.replied(session.id(), reply.isNegative());
        }

        @Override
        public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
            List<String> all = envelope.recipients().stream()
                    .map(QuotaPlugin::key)
                    .distinct()
                    .toList();
            mailboxes.delivered(session.id(), all, size);
        }

        @Override
        public void transactionEnded(SessionFacts session, String id) {
            mailboxes.ended(session.id());
        }
    }
}
