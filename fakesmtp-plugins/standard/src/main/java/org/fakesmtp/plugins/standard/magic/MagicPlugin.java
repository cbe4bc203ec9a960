package org.fakesmtp.plugins.standard.magic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.KeyedState;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.Domain;
import org.fakesmtp.setting.Settings;

/**
 * Recipients that carry the order for a failure, for tests in any language: {@code reply-550-5.1.1@fault.test}, {@code reset-at-data@fault.test}. What is ordered with {@code -xN} happens N
 * times, is left out once, and begins anew; the address counts with its tag, so {@code reply-451-x2+mine@fault.test} is a test's own. Other domains cost a comparison.
 */
public final class MagicPlugin implements Plugin {

    private static final Duration LIFETIME = Duration.ofHours(1);

    @Override
    public String name() {
        return "magic";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        String domain = settings.value("domain", MagicPlugin::domain).orElse("fault.test");
        Memory memory = new Memory(
                hooks.clock(),
                KeyedState.of(KeyedState.KEYS),
                KeyedState.lasting(KeyedState.KEYS, LIFETIME, hooks.clock()));
        for (Stage stage : List.of(Stage.RCPT, Stage.DATA, Stage.MESSAGE)) {
            hooks.answer(stage, Answerer.atOnce(exchange -> answer(exchange, stage, domain, memory)));
        }
    }

    private static String domain(String text) {
        if (!Domain.isValid(text, false)) {
            throw new IllegalArgumentException("'" + text + "' is no domain such as fault.test");
        }
        return text;
    }

    private static Answer answer(Exchange exchange, Stage stage, String domain, Memory memory) {
        Optional<Recipient> one = exchange.recipient();
        List<Recipient> recipients = one.isPresent() ? List.of(one.orElseThrow()) : exchange.recipients();
        for (Recipient recipient : recipients) {
            if (recipient.mailbox().domain().equalsIgnoreCase(domain)) {
                Answer answer = answer(exchange, recipient.mailbox(), stage, memory);
                if (!answer.equals(Answer.proceed())) {
                    return answer;
                }
            }
        }
        return Answer.proceed();
    }

    private static Answer answer(Exchange exchange, Mailbox mailbox, Stage stage, Memory memory) {
        Optional<Order> order = Order.parse(mailbox.unquotedLocalPart());
        if (order.isEmpty()) {
            return stage.equals(Stage.RCPT) ? unknown() : Answer.proceed();
        }
        return order.filter(one -> one.stage().equals(stage))
                .filter(one -> memory.isDue(one, mailbox.toString().toLowerCase(Locale.ROOT), exchange))
                .map(Order::answer)
                .orElseGet(Answer::proceed);
    }

    private static Answer unknown() {
        return Answer.reply(Reply.of(550, "5.1.1", "Unknown order, known are").withLines(lines()));
    }

    private static List<String> lines() {
        return Stream.concat(Stream.of("Unknown order, known are"), Order.FORMS.stream())
                .toList();
    }

    /** An attempt: when the first one was, and whether this is another. */
    private record Attempt(Instant first, boolean again) {}

    /**
     * What has happened so far.
     *
     * @param counts how often an address was asked
     * @param seen when a sender first came to an address that greylists
     */
    private record Memory(InstantSource clock, KeyedState<Integer> counts, KeyedState<Attempt> seen) {

        boolean isDue(Order order, String address, Exchange exchange) {
            if (order.delay().isPresent()) {
                return isTooEarly(order.delay().orElseThrow(), address + ' ' + exchange.reversePath());
            }
            int times = order.times().orElse(0);
            return times == 0 || counts.update(address, before -> (before.orElse(0) + 1) % (times + 1)) != 0;
        }

        private boolean isTooEarly(Duration delay, String key) {
            Instant now = clock.instant();
            Attempt attempt = seen.update(
                    key,
                    before ->
                            before.map(first -> new Attempt(first.first, true)).orElse(new Attempt(now, false)));
            return !attempt.again || now.isBefore(attempt.first.plus(delay));
        }
    }
}
