package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.api.Alteration;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Durations;
import org.fakesmtp.api.EnhancedStatusCode;
import org.fakesmtp.api.Handshake;
import org.fakesmtp.api.Modifier;
import org.fakesmtp.api.Octets;
import org.fakesmtp.api.Rate;
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
        if (steps.get(steps.size() - 1) instanceof Step.SlowReading) {
            steps.add(Step.Work.PROCEED);
        }
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
        for (Step.Work work : Step.Work.values()) {
            steps.put(work.word(), in -> alone(in, work));
        }
        steps.put("reply", in -> new Step.Say(replyText(in)));
        steps.put("send", StepGrammar::send);
        steps.put("pause", in -> pauseStep(in.rest()));
        for (Step.End end : Step.End.values()) {
            steps.put(end.word(), in -> alone(in, end));
        }
        steps.put("half-close", in -> alone(in, new Step.HalfClose()));
        steps.put("hang", in -> new Step.Hang(time(in)));
        steps.put("stall", in -> new Step.Stall(time(in)));
        steps.put("keep-open", in -> alone(in, new Step.KeepOpen()));
        steps.put("throttle", in -> new Step.SlowReading(Rate.parse(in.needed("throttle", "a rate such as 10KB/s"))));
        for (Alteration.OfHandshake fault : Alteration.OfHandshake.values()) {
            steps.put(fault.word(), in -> alone(in, fault));
        }
        steps.put("certificate", StepGrammar::certificate);
        steps.put("tls-only", in -> new Alteration.TlsOnly(in.needed("tls-only", "1.2, 1.3 or a cipher suite")));
        steps.put("hide", in -> new Alteration.Hide(in.needed("hide", "an EHLO keyword")));
        steps.put("disable", in -> new Alteration.Disable(in.needed("disable", "an EHLO keyword")));
        steps.put("add", in -> new Alteration.Add(in.wordNeeded("add", "an EHLO keyword"), in.rest()));
        return steps;
    }

    private static Step step(StepText in, boolean first) {
        String word = in.word();
        Function<StepText, Step> reading = STEPS.get(word);
        if (reading == null) {
            throw new IllegalArgumentException(unknownStep(word) + (first ? "" : StepText.quoteHint("then")));
        }
        Step step = reading.apply(in);
        List<Modifier> modifiers = new ArrayList<>();
        while (in.skip("with")) {
            modifiers.add(ModifierGrammar.read(in));
        }
        return modifiers.isEmpty() ? step : new Step.With(step, modifiers);
    }

    private static String unknownStep(String word) {
        return word.isEmpty()
                ? "a step is missing, known are " + String.join(" ", STEPS.keySet())
                : Words.unknown("step", word, word, STEPS.keySet());
    }

    private static Step alone(StepText in, Step step) {
        in.end(step.word());
        return step;
    }

    private static Step pauseStep(String time) {
        if (time.isEmpty()) {
            throw new IllegalArgumentException("'pause' needs a time such as 2s or 1s..5s");
        }
        return new Step.Pause(Values.durations(time));
    }

    private static Optional<Durations> time(StepText in) {
        String time = in.rest();
        return time.isEmpty() ? Optional.empty() : Optional.of(Values.durations(time));
    }

    private static Step send(StepText in) {
        List<String> texts = in.quotedAsWritten();
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("'send' needs octets in quotes, such as send \"220-Wait\\r\\n\"");
        }
        in.end("send \"...\"");
        return new Step.Send(Octets.parse(Octets.of(String.join("", texts))));
    }

    private static Step certificate(StepText in) {
        String word = in.needed("certificate", "a kind such as expired");
        return new Alteration.Certificate(Words.find("certificate", word, List.of(Handshake.BadCertificate.values())));
    }

    private static Reply replyText(StepText in) {
        String codes = in.word() + ' ' + in.wordIf(EnhancedStatusCode::matches);
        List<String> texts = in.quoted();
        String more = in.rest();
        if (texts.isEmpty()) {
            return Reply.parse(codes + ' ' + more);
        }
        if (!more.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing but 'then' or another quoted text follows a quoted text, found '" + more + "'");
        }
        return Reply.parse(codes)
                .withLines(texts.stream()
                        .flatMap(text -> Stream.of(text.split("\n", -1)))
                        .toList());
    }
}
