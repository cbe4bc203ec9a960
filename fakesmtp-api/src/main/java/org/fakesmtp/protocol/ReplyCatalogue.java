package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.fact.Placeholders;
import org.fakesmtp.setting.Settings;

/**
 * The replies of a server: the defaults of {@link ReplyKey} and what overrides them. A reply without placeholders, or with none but the host name, is kept as a
 * finished answer that all sessions share.
 */
public final class ReplyCatalogue {

    private final Map<ReplyKey, Reply> replies = new EnumMap<>(ReplyKey.class);
    private final Map<ReplyKey, Answer> finished = new EnumMap<>(ReplyKey.class);

    /**
     * @param hostname what {@code ${hostname}} stands for
     * @param overrides the replies that differ from the defaults
     * @throws IllegalArgumentException where a reply is of another class than the default, which would say the contrary of what was done
     */
    public ReplyCatalogue(String hostname, Map<ReplyKey, Reply> overrides) {
        for (ReplyKey key : ReplyKey.values()) {
            Reply reply = overrides.getOrDefault(key, key.byDefault());
            checkClass(key, reply);
            replies.put(key, reply);
            if (reply.lines().stream().allMatch(line -> isFixed(line))) {
                finished.put(key, Answer.reply(expand(reply, name -> name.equals("hostname") ? hostname : "")));
            }
        }
    }

    /**
     * The catalogue with the overrides of {@code reply.<key>}.
     *
     * @param settings those under {@code reply}
     * @throws org.fakesmtp.setting.SettingException where a value is no reply, or not one for its key
     */
    public static ReplyCatalogue read(Settings settings, ProtocolSettings protocol) {
        ReplyCatalogue catalogue = read(settings, protocol.hostname());
        return protocol.isOff("ENHANCEDSTATUSCODES") ? catalogue.withoutStatusCodes(protocol.hostname()) : catalogue;
    }

    /** The same replies without enhanced status codes. */
    private ReplyCatalogue withoutStatusCodes(String hostname) {
        Map<ReplyKey, Reply> plain = new EnumMap<>(ReplyKey.class);
        replies.forEach((key, reply) -> plain.put(key, Reply.of(reply.code(), Optional.empty(), reply.lines())));
        return new ReplyCatalogue(hostname, plain);
    }

    static ReplyCatalogue read(Settings settings, String hostname) {
        Map<ReplyKey, Reply> overrides = new EnumMap<>(ReplyKey.class);
        for (ReplyKey key : ReplyKey.values()) {
            settings.value(key.key(), text -> override(key, text)).ifPresent(reply -> overrides.put(key, reply));
        }
        return new ReplyCatalogue(hostname, overrides);
    }

    private static Reply override(ReplyKey key, String text) {
        Placeholders.check(text);
        Reply reply = Reply.parse(text);
        checkClass(key, reply);
        return reply;
    }

    private static boolean isFixed(String line) {
        return !Placeholders.present(line.replace("${hostname}", ""));
    }

    private static void checkClass(ReplyKey key, Reply reply) {
        int expected = key.byDefault().code() / 100;
        int actual = reply.code() / 100;
        if (key == ReplyKey.GREETING && actual == 3) {
            throw new IllegalArgumentException("reply.greeting says 2yz, 4yz or 5yz, and cannot be '" + reply + "'");
        }
        if (key != ReplyKey.GREETING && actual != expected) {
            throw new IllegalArgumentException(
                    "reply." + key.key() + " keeps its first digit, " + expected + ", and cannot be '" + reply
                            + "'; what is refused instead is said by a rule of the plugin reject");
        }
    }

    /** The finished answer of a key. */
    Answer answer(ReplyKey key, CommandContext context) {
        Answer shared = finished.get(key);
        return shared != null ? shared : Answer.reply(reply(key, context));
    }

    /** The reply of a key, placeholders expanded. */
    Reply reply(ReplyKey key, CommandContext context) {
        Reply reply = replies.get(key);
        if (reply == null) {
            throw new IllegalStateException("no reply for " + key);
        }
        return context.expanded(reply);
    }

    /** A reply with the placeholders of its text expanded. */
    static Reply expand(Reply reply, Function<String, String> values) {
        if (reply.lines().stream().noneMatch(Placeholders::present)) {
            return reply;
        }
        List<String> lines = new ArrayList<>();
        reply.lines().forEach(line -> lines.add(Placeholders.expand(line, values)));
        return reply.withLines(lines);
    }
}
