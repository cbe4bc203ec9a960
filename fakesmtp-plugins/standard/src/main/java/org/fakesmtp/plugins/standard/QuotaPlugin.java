package org.fakesmtp.plugins.standard;

import java.util.Locale;
import java.util.Optional;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Envelope;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.KeyedState;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Recipient;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Stage;
import org.fakesmtp.rule.Scope;
import org.fakesmtp.rule.StepGrammar;

/**
 * Mailboxes that get full: after so many messages or octets a recipient is refused, at RCPT. The size that MAIL declares counts there; a message that declares none may be one too much. Nothing
 * empties a mailbox but a restart.
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
        Answer answer = settings.value("reply", StepGrammar::reply).orElseGet(() -> StepGrammar.reply(REPLY));
        Scope scope = Scope.read(settings, Stage.RCPT);
        KeyedState<Used> mailboxes = KeyedState.of(KeyedState.KEYS);
        hooks.answer(
                Stage.RCPT,
                Answerer.atOnce(exchange -> exchange.recipient()
                        .filter(recipient -> scope.key(exchange).isPresent())
                        .flatMap(recipient -> mailboxes.get(key(recipient)).or(() -> Optional.of(Used.NOTHING)))
                        .filter(used ->
                                used.isFull(messages, octets, exchange.size().orElse(0L)))
                        .map(full -> answer)
                        .orElseGet(Answer::proceed)));
        hooks.observe(new SessionObserver() {
            @Override
            public void accepted(SessionFacts session, String id, Envelope envelope, long size) {
                envelope.recipients().stream()
                        .map(QuotaPlugin::key)
                        .distinct()
                        .forEach(key -> mailboxes.update(
                                key, before -> before.orElse(Used.NOTHING).plus(size)));
            }
        });
    }

    /** By what a mailbox is known: domains and, as nearly everywhere, local parts in whatever case. */
    private static String key(Recipient recipient) {
        return recipient.mailbox().unquotedLocalPart().toLowerCase(Locale.ROOT)
                + '@'
                + recipient.mailbox().domain().toLowerCase(Locale.ROOT);
    }

    /** What a mailbox holds. */
    private record Used(long messages, long octets) {

        static final Used NOTHING = new Used(0, 0);

        Used plus(long size) {
            return new Used(messages + 1, octets + size);
        }

        /** Whether there is no room for a message of this size, 0 where none was declared. */
        boolean isFull(long mostMessages, long mostOctets, long size) {
            boolean messagesFull = mostMessages > 0 && messages >= mostMessages;
            boolean octetsFull = mostOctets > 0 && (octets >= mostOctets || octets + size > mostOctets);
            return messagesFull || octetsFull;
        }
    }
}
