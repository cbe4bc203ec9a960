package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Recipient;
import org.fakesmtp.api.Step;

/** What was decided for each recipient of a message under LMTP, and which one is being asked about (RFC 2033, section 4.2). */
final class RecipientAnswers {

    /** Before a message is asked about. */
    static final RecipientAnswers NONE = new RecipientAnswers(List.of());

    private final List<Recipient> recipients;

    /** The answers for those before the one that is being asked about. */
    private final List<Optional<Answer>> decided = new ArrayList<>();

    private Optional<Answer> current = Optional.empty();

    RecipientAnswers(List<Recipient> recipients) {
        this.recipients = recipients;
    }

    /** The recipient that is being asked about; none where all were. */
    Optional<Recipient> asking() {
        return decided.size() < recipients.size() ? Optional.of(recipients.get(decided.size())) : Optional.empty();
    }

    /** Keeps the answer for the recipient that is being asked about. */
    void decide(Answer answer) {
        current = Optional.of(answer);
    }

    /** Turns to the next recipient. False where there is none. */
    boolean next() {
        decided.add(current);
        current = Optional.empty();
        return asking().isPresent();
    }

    /** The recipients that nothing was decided about. */
    List<Recipient> undecided() {
        List<Recipient> some = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            if (decided(i).isEmpty()) {
                some.add(recipients.get(i));
            }
        }
        return some;
    }

    /** The answers for all recipients, in their order, as one. */
    Answer all(Function<Recipient, Answer> otherwise) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            Recipient recipient = recipients.get(i);
            steps.addAll(decided(i).orElseGet(() -> otherwise.apply(recipient)).steps());
        }
        return Answer.of(steps);
    }

    private Optional<Answer> decided(int recipient) {
        return recipient < decided.size() ? decided.get(recipient) : Optional.empty();
    }
}
