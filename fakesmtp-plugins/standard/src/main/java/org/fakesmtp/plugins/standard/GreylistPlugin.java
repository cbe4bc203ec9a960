package org.fakesmtp.plugins.standard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.KeyedState;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Network;
import org.fakesmtp.rule.Scope;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

/**
 * Greylisting (RFC 6647): a recipient is put off until the same client network, sender and recipient come again after a delay. A client network that has passed often enough is known, and
 * put off no more.
 */
public final class GreylistPlugin implements Plugin {

    private static final String REPLY = "451 4.7.1 Greylisted, come back later";
    private static final Duration DELAY = Duration.ofMinutes(5);
    private static final Duration LIFETIME = Duration.ofDays(35);
    private static final int PASSES = 5;

    @Override
    public String name() {
        return "greylist";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Duration delay = settings.duration("delay", DELAY);
        Duration lifetime = settings.value("lifetime", GreylistPlugin::lifetime).orElse(LIFETIME);
        int knownAfter = settings.number("known-after", PASSES);
        Answer answer = settings.value("reply", Answer::parseReply).orElseGet(() -> Answer.parseReply(REPLY));
        Scope scope = Scope.read(settings, Stage.RCPT, "sender, recipient");
        Memory memory = new Memory(
                delay,
                knownAfter,
                hooks.clock(),
                KeyedState.lasting(KeyedState.KEYS, lifetime, hooks.clock()),
                KeyedState.lasting(KeyedState.KEYS, lifetime, hooks.clock()));
        hooks.answer(
                Stage.RCPT,
                Answerer.atOnce(exchange -> scope.key(exchange)
                        .filter(key -> !memory.passes(exchange, key))
                        .map(key -> answer)
                        .orElseGet(Answer::proceed)));
    }

    private static Duration lifetime(String text) {
        Duration lifetime = Values.duration(text);
        if (lifetime.isZero()) {
            throw new IllegalArgumentException("a greylist remembers for a time such as 840h, not for 0");
        }
        return lifetime;
    }

    /** An attempt: when the first one was, and whether this is another. */
    private record Attempt(Instant first, boolean again) {}

    /**
     * What is remembered.
     *
     * @param attempts by client network, sender and recipient
     * @param passed how often a client network has passed
     */
    private record Memory(
            Duration delay,
            int knownAfter,
            InstantSource clock,
            KeyedState<Attempt> attempts,
            KeyedState<Integer> passed) {

        boolean passes(Exchange exchange, String key) {
            String network = Network.around(exchange.session().client())
                    .map(Network::toString)
                    .orElse("");
            if (knownAfter > 0 && passed.get(network).orElse(0) >= knownAfter) {
                return true;
            }
            Instant now = clock.instant();
            Attempt attempt = attempts.update(
                    network + ' ' + key,
                    before -> before.map(one -> new Attempt(one.first, true)).orElseGet(() -> new Attempt(now, false)));
            boolean passes = attempt.again && !now.isBefore(attempt.first.plus(delay));
            if (passes) {
                passed.update(network, before -> before.orElse(0) + 1);
            }
            return passes;
        }
    }
}
