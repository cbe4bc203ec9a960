package org.fakesmtp.answer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.internal.Words;
import org.fakesmtp.setting.Durations;
import org.fakesmtp.setting.Rate;
import org.fakesmtp.setting.Values;
import org.fakesmtp.text.Octets;

/**
 * Reads answers as properties files have them: {@code pause 2s then reply 451 4.3.0 "Later, then" then close}. The errors are {@link IllegalArgumentException}s that say what
 * would be right.
 */
final class StepGrammar {

    private StepGrammar() {}

    /** Reads steps with {@code then} between them; the files that they name lie in a directory. */
    static Answer answer(String text, Path directory) {
        StepText in = new StepText(text, directory);
        List<Step> steps = new ArrayList<>();
        do {
            steps.add(step(in, steps.isEmpty()));
        } while (in.skip("then"));
        if (steps.get(steps.size() - 1) instanceof Step.SlowReading) {
            steps.add(Step.Work.PROCEED);
        }
        return Answer.of(steps);
    }

    private static Step step(StepText in, boolean first) {
        Step step = kind(in.word(), first).read(in);
        List<Modifier> modifiers = new ArrayList<>();
        while (in.skip("with")) {
            modifiers.add(ModifierKind.read(in));
        }
        return modifiers.isEmpty() ? step : new Step.With(step, modifiers);
    }

    private static StepKind kind(String word, boolean first) {
        try {
            return StepKind.named(word);
        } catch (IllegalArgumentException e) {
            throw first ? e : new IllegalArgumentException(Reason.of(e) + StepText.quoteHint("then"), e);
        }
    }

    static Step pause(String time) {
        if (time.isEmpty()) {
            throw new IllegalArgumentException("'pause' needs a time such as 2s or 1s..5s");
        }
        return new Step.Pause(Values.durations(time));
    }

    static Optional<Durations> time(StepText in) {
        String time = in.rest();
        return time.isEmpty() ? Optional.empty() : Optional.of(Values.durations(time));
    }

    static Rate rate(StepText in) {
        return Rate.parse(in.needed("throttle", "a rate such as 10KB/s"));
    }

    static Step send(StepText in) {
        List<String> texts = in.quotedAsWritten();
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("'send' needs octets in quotes, such as send \"220-Wait\\r\\n\"");
        }
        in.end("send \"...\"");
        return new Step.Send(Octets.parse(Octets.of(String.join("", texts))));
    }

    static Step certificate(StepText in) {
        String word = in.needed("certificate", "a kind such as expired");
        return new Alteration.Certificate(Words.find("certificate", word, List.of(Handshake.BadCertificate.values())));
    }

    static Step reply(StepText in) {
        return new Step.Say(replyText(in));
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
