package org.fakesmtp.plugins.standard.magic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.Values;

/**
 * What an address orders: {@code WORD[-ARGUMENT][-xTIMES][-at-STAGE][+TAG]}.
 *
 * @param stage where
 * @param answer what
 * @param times how often before it is left out once; empty: always
 * @param delay for greylisting: how long after the first attempt another one passes
 */
record Order(Stage stage, Answer answer, OptionalInt times, Optional<Duration> delay) {

    /** For the user. */
    static final List<String> FORMS = List.of(
            "reply-550-5.1.1 reply-451-x2 pause-5s greylist greylist-30s",
            "reset close cut half-close hang stall",
            "lost-reply black-hole",
            "all but greylist, lost-reply and black-hole may go on with -at-rcpt, -at-data or -at-message",
            "any may end in a tag such as +mine");

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9.-]+?)(?:-x([1-9][0-9]{0,3}))?(?:-at-(rcpt|data|message))?");
    private static final Pattern REPLY = Pattern.compile("([45][0-9]{2})(?:-([45]\\.[0-9]{1,3}\\.[0-9]{1,3}))?");
    private static final Map<String, Function<String, Answer>> WITH_ARGUMENT = withArgument();
    private static final List<String> PLAIN = List.of("reset", "close", "cut", "half-close", "hang", "stall");
    private static final Map<String, String> AT_MESSAGE =
            Map.of("lost-reply", "accept then reset", "black-hole", "reply 250 2.0.0 Message accepted");

    private static Map<String, Function<String, Answer>> withArgument() {
        Map<String, Function<String, Answer>> words = new LinkedHashMap<>();
        words.put("reply-", Order::reply);
        words.put("pause-", time -> Answer.pause(Values.duration(time)).then(Answer.proceed()));
        return words;
    }

    /** Reads a local part, whose tag does not matter; empty where it is no order. */
    static Optional<Order> parse(String localPart) {
        String text = localPart.split("\\+", 2)[0].toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String word = form.group(1);
        Optional<Stage> stage =
                Optional.ofNullable(form.group(3)).map(name -> new Stage(name.toUpperCase(Locale.ROOT)));
        OptionalInt times =
                form.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(form.group(2)));
        try {
            return word.matches("greylist(-.+)?") ? greylist(word, stage, times) : plain(word, stage, times);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Order> greylist(String word, Optional<Stage> stage, OptionalInt times) {
        if (stage.isPresent() || times.isPresent()) {
            return Optional.empty();
        }
        Duration delay =
                word.equals("greylist") ? Duration.ZERO : Values.duration(word.substring("greylist-".length()));
        Answer later = Answer.reply(451, "4.7.1", "Greylisted, come back later");
        return Optional.of(new Order(Stage.RCPT, later, times, Optional.of(delay)));
    }

    private static Optional<Order> plain(String word, Optional<Stage> stage, OptionalInt times) {
        if (AT_MESSAGE.containsKey(word)) {
            return stage.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Order(
                            Stage.MESSAGE, Answer.parse(AT_MESSAGE.getOrDefault(word, "")), times, Optional.empty()));
        }
        Stage where = stage.orElse(Stage.RCPT);
        return answer(word).map(answer -> new Order(where, fitting(answer, where), times, Optional.empty()));
    }

    private static Optional<Answer> answer(String word) {
        if (PLAIN.contains(word)) {
            return Optional.of(Answer.parse(word));
        }
        return WITH_ARGUMENT.entrySet().stream()
                .filter(form -> word.startsWith(form.getKey()))
                .findFirst()
                .map(form -> form.getValue().apply(word.substring(form.getKey().length())));
    }

    private static Answer reply(String codes) {
        Matcher matcher = REPLY.matcher(codes);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + codes + "' is no code such as 550 or 550-5.1.1");
        }
        String enhanced = Optional.ofNullable(matcher.group(2)).orElse(codes.charAt(0) + ".0.0");
        return Answer.reply(Integer.parseInt(matcher.group(1)), enhanced, "The address asked for it");
    }

    /** The answer, where it makes sense at the stage. */
    private static Answer fitting(Answer answer, Stage stage) {
        return Rule.named("magic")
                .on(stage)
                .answer(answer)
                .answers()
                .all()
                .findFirst()
                .orElse(answer);
    }
}
