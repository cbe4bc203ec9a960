package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.setting.Values;

/** The answers of one rule as they are set: one for all, or numbered ones with a rest, or shares of a mix. Errors are texts for the user. */
final class AnswerParts {

    /** What the key of an answer begins with that is one of several. */
    static final String PREFIX = "answer.";

    private static final String REST = PREFIX + "rest";

    private final List<String> parts = new ArrayList<>();
    private final SortedMap<Integer, Answer> numbered = new TreeMap<>();
    private List<Answers.Part> shares = List.of();
    private Optional<Answer> rest = Optional.empty();

    /** Adds what stands under {@code answer} or a short form of it, {@code answer.1}, {@code answer.rest} or {@code answer.20%}. */
    Answer add(String part, Answer answer) {
        for (String other : parts) {
            if (!fit(part, other)) {
                throw new IllegalArgumentException(
                        "cannot stand beside '" + other
                                + "': a rule has one answer, or answer.1 answer.2 ... answer.rest, or shares such as answer.20%");
            }
        }
        parts.add(part);
        if (isShare(part)) {
            addShare(Values.perCent(part.substring(PREFIX.length())), answer);
        } else if (isNumbered(part)) {
            numbered.put(number(part), answer);
        } else {
            rest = Optional.of(answer);
        }
        return answer;
    }

    /** The answers; empty where none was added. */
    Optional<Answers> answers() {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        if (!numbered.isEmpty() && numbered.lastKey() != numbered.size()) {
            throw new IllegalArgumentException(
                    "the rule has answer." + numbered.lastKey() + ", but not every answer before it from answer.1 on");
        }
        return Optional.of(
                shares.isEmpty() ? new Answers.InOrder(List.copyOf(numbered.values()), rest) : new Answers.Mix(shares));
    }

    private void addShare(double share, Answer answer) {
        List<Answers.Part> more = new ArrayList<>(shares);
        more.add(new Answers.Part(share, answer));
        shares = new Answers.Mix(more).parts();
    }

    private static boolean fit(String one, String other) {
        boolean shares = isShare(one) && isShare(other);
        return shares || (inOrder(one) && inOrder(other));
    }

    private static boolean inOrder(String part) {
        return part.startsWith(PREFIX) && !isShare(part);
    }

    private static boolean isShare(String part) {
        return part.startsWith(PREFIX) && part.endsWith("%");
    }

    private static boolean isNumbered(String part) {
        return part.startsWith(PREFIX) && !part.equals(REST);
    }

    private static int number(String part) {
        String digits = part.substring(PREFIX.length());
        if (!digits.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("unknown answer '" + digits
                    + "', an answer is answer.1 to answer.9999, answer.rest or a share such as answer.20%");
        }
        return Integer.parseInt(digits);
    }
}
