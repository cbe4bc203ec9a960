package org.fakesmtp.dialogue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.protocol.AuthPolicy;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.ContentBuffer;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.protocol.ProtocolSettings;
import org.fakesmtp.protocol.ReplyCatalogue;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.sasl.Users;
import org.fakesmtp.setting.Settings;

/** How a server without a socket behaves. */
final class BareBehaviour {

    /** What every users file holds. */
    private static final Users USERS = Users.of(Map.of("user", "secret", "tim", "tanstaaftanstaaf"));

    private BareBehaviour() {}

    /** The rules of the plugins {@code reject}, {@code delay} and {@code fault}. */
    static List<Interceptor> rules(Settings settings) {
        long seed = settings.number("seed", 1);
        RuleReader reject =
                RuleReader.of("reject", settings.under("reject")).withShortForm("reply", Answer::parseReply);
        RuleReader delay = RuleReader.of("delay", settings.under("delay"))
                .withShortForm("time", time -> Answer.parsePause(time).then(Answer.proceed()));
        RuleReader fault = RuleReader.of("fault", settings.under("fault"));
        return Stream.of(reject, delay, fault)
                .flatMap(reader -> reader.rules().stream())
                .<Interceptor>map(
                        rule -> new Interceptor.OfRule(new ActiveRule(rule, seed, ActiveRule.KEYS, Instant.EPOCH)))
                .toList();
    }

    static Behaviour of(
            Settings settings,
            List<CommandHandler> handlers,
            List<Interceptor> interceptors,
            List<SessionObserver> observers) {
        ProtocolSettings protocol = ProtocolSettings.read(settings, AuthPolicy.read(settings, file -> USERS));
        ReplyCatalogue replies = ReplyCatalogue.read(settings.under("reply"), protocol);
        long limit = protocol.limits().size();
        return new Behaviour(
                protocol,
                replies,
                handlers,
                interceptors,
                observers,
                true,
                () -> new MemoryContent(limit),
                Memory.unlimited());
    }

    /** Content in memory; more than the limit is an error of those who fill it. */
    private static final class MemoryContent implements ContentBuffer {

        private final long limit;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        MemoryContent(long limit) {
            this.limit = limit;
        }

        @Override
        public void append(java.nio.ByteBuffer block) {
            while (block.hasRemaining()) {
                octets.write(block.get());
            }
            if (limit > 0 && octets.size() > limit) {
                throw new AssertionError(octets.size() + " octets are kept, at most " + limit + " may be");
            }
        }

        @Override
        public long size() {
            return octets.size();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets.toByteArray());
        }

        @Override
        public void close() {
            octets.reset();
        }
    }
}
