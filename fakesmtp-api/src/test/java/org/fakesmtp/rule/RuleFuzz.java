package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.fakesmtp.fuzz.Oracle.holds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.dialogue.Dialogues;
import org.fakesmtp.dialogue.Script;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

/** The grammar of steps and that of rules: the first octet of an input chooses between them. What is wrong is told by the documented exceptions alone; a rule that is right can be asked. */
public final class RuleFuzz {

    private static final String PLUGIN = "reject.";
    private static final String LINE_FEED = "\n";
    private static final List<Function<String, Answer>> GRAMMARS =
            List.of(text -> Answer.parse(text), Answer::parseReply, Answer::parsePause);

    private RuleFuzz() {}

    public static Stream<byte[]> seeds() {
        return Dialogues.all()
                .map(Script::settings)
                .filter(settings -> settings.keySet().stream().anyMatch(key -> key.startsWith(PLUGIN)))
                .flatMap(settings -> Stream.concat(
                        Stream.of("3"
                                + settings.entrySet().stream()
                                        .map(entry -> entry.getKey().replaceFirst(PLUGIN, "") + '=' + entry.getValue())
                                        .collect(Collectors.joining(LINE_FEED))),
                        settings.values().stream().map(value -> "0" + value)))
                .distinct()
                .map(text -> text.getBytes(UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String text = new String(input, 1, input.length - 1, UTF_8);
        int chosen = (input[0] & 0xFF) % (GRAMMARS.size() + 1);
        if (chosen < GRAMMARS.size()) {
            answer(GRAMMARS.get(chosen), text);
        } else {
            rules(text);
        }
    }

    private static void answer(Function<String, Answer> grammar, String text) {
        try {
            Answer answer = grammar.apply(text);
            holds(!answer.steps().isEmpty() && !answer.toString().isEmpty(), () -> "no steps");
        } catch (IllegalArgumentException e) {
            isForUsers(e);
        }
    }

    /** Subclasses have texts for programmers. */
    private static void isForUsers(Throwable e) {
        holds(
                e.getClass() == IllegalArgumentException.class
                        && !String.valueOf(e.getMessage()).isBlank(),
                e::toString);
    }

    private static void rules(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : text.split(LINE_FEED, -1)) {
            String[] parts = line.split("=", 2);
            settings.put(PLUGIN + parts[0].strip(), parts[parts.length - 1].strip());
        }
        try {
            RuleReader.of("reject", Settings.of(settings).under("reject"))
                    .withShortForm("reply", Answer::parseReply)
                    .rules()
                    .forEach(RuleFuzz::ask);
        } catch (SettingException e) {
            holds(String.valueOf(e.getMessage()).startsWith("settings: " + PLUGIN), e::toString);
            Optional.ofNullable(e.getCause()).ifPresent(RuleFuzz::isForUsers);
        }
    }

    private static void ask(Rule rule) {
        ActiveRule active = new ActiveRule(rule, 1, 2, java.time.Instant.EPOCH);
        List<FakeExchange> exchanges = Stage.STANDARD.stream()
                .flatMap(stage -> Stream.of("no@x.test", "\u00E9@y.test").map(to -> exchange(stage, to)))
                .filter(exchange -> rule.isAskedAt(exchange.stage()))
                .toList();
        exchanges.forEach(active::ask);
        holds(active.matched() <= exchanges.size() && active.answered() <= active.matched(), () -> "counts of " + rule);
    }

    private static FakeExchange exchange(Stage stage, String mailbox) {
        return new FakeExchange(
                        stage,
                        FakeExchange.at(stage).helo("c.test").session(),
                        "FROM:<a@x.test>",
                        FakeExchange.from(mailbox).reversePath(),
                        FakeExchange.to(mailbox).recipient(),
                        List.of(),
                        FakeExchange.at(stage).size(7).size())
                .accepted(mailbox, "b@x.test");
    }
}
