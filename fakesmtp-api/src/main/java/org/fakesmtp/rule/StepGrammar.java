package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.DurationRange;
import org.fakesmtp.api.EnhancedStatusCode;
import org.fakesmtp.api.Nearest;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Step;
import org.fakesmtp.api.Values;

/** Reads answers as properties files have them: {@code pause 2s then reply 451 4.3.0 "Later, then" then close}. Errors say what would be right. */
public final class StepGrammar {

    private static final Map<String, Function<StepText, Step>> STEPS = steps();

    private StepGrammar() {}

    /**
     * Reads steps with {@code then} between them.
     *
     * @throws IllegalArgumentException where the text is no answer
     */
    public static Answer answer(String text) {
        StepText in = new StepText(text);
        List<Step> steps = new ArrayList<>();
        do {
            steps.add(step(in, steps.isEmpty()));
        } while (in.skip("then"));
        Answer answer = Answer.of(steps);
        AnswerCheck.check(answer);
        return answer;
    }

    /**
     * A pause of {@code 2s} or {@code 1s..5s}.
     *
     * @throws IllegalArgumentException where the text is no such time
     */
    public static Answer pause(String time) {
        return Answer.of(List.of(pauseStep(time)));
    }

    /**
     * A reply whose whole text is {@code CODE [E.E.E] text}; a line feed begins a new line.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static Answer reply(String text) {
        Answer answer = Answer.reply(Reply.parse(text));
        AnswerCheck.check(answer);
        return answer;
    }

    private static Map<String, Function<StepText, Step>> steps() {
        Map<String, Function<StepText, Step>> steps = new LinkedHashMap<>();
        steps.put("proceed", in -> alone("proceed", in, new Step.Proceed()));
        steps.put("reply", in -> new Step.Say(replyText(in)));
        steps.put("pause", in -> pauseStep(in.rest()));
        steps.put("close", in -> alone("close", in, new Step.Close()));
        return steps;
    }

    private static Step step(StepText in, boolean first) {
        String word = in.word();
        Function<StepText, Step> reading = STEPS.get(word);
        if (reading == null) {
            throw new IllegalArgumentException(unknownStep(word) + (first ? "" : quoteHint("then")));
        }
        Step step = reading.apply(in);
        if (in.skip("with")) {
            throw new IllegalArgumentException("unknown modifier '" + in.word() + "'" + quoteHint("with"));
        }
        return step;
    }

    private static String unknownStep(String word) {
        String known = "one of " + String.join(" ", STEPS.keySet());
        if (word.isEmpty()) {
            return "a step is missing, " + known;
        }
        return "unknown step '" + word + "'" + Nearest.among(word, STEPS.keySet()).map(near -> ", did you mean " + near + "?").orElse(", not " + known);
    }

    private static String quoteHint(String separator) {
        return " (a text that contains '" + separator + "' as a word is quoted)";
    }

    private static Step alone(String word, StepText in, Step step) {
        String more = in.rest();
        if (!more.isEmpty()) {
            throw new IllegalArgumentException("nothing but 'then' follows '" + word + "', found '" + more + "'");
        }
        return step;
    }

    private static Step pauseStep(String time) {
        if (time.isEmpty()) {
            throw new IllegalArgumentException("'pause' needs a time such as 2s or 1s..5s");
        }
        DurationRange range = Values.durationRange(time);
        return new Step.Pause(range.shortest(), range.longest());
    }

    private static Reply replyText(StepText in) {
        String codes = in.word() + ' ' + in.wordIf(EnhancedStatusCode::matches);
        List<String> texts = in.quoted();
        String more = in.rest();
        if (texts.isEmpty()) {
            return Reply.parse(codes + ' ' + more);
        }
        if (!more.isEmpty()) {
            throw new IllegalArgumentException("nothing but 'then' or another quoted text follows a quoted text, found '" + more + "'");
        }
        return Reply.parse(codes).withLines(texts.stream().flatMap(text -> Stream.of(text.split("\n", -1))).toList());
    }
}
