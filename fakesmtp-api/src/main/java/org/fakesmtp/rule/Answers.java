package org.fakesmtp.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;

/** Which answer a rule gives when it answers. */
public sealed interface Answers {

    /** The answer to give; empty where there is none left. {@code number} counts the answers to a key from 1, {@code share} is drawn. */
    Optional<Answer> choose(long number, double share);

    /** Every answer that can be given. */
    Stream<Answer> all();

    /** The same answer each time. */
    static Answers always(Answer answer) {
        return new InOrder(List.of(), Optional.of(answer));
    }

    /** These answers one after the other, and then none. */
    static Answers inOrder(Answer... answers) {
        return new InOrder(List.of(answers), Optional.empty());
    }

    /**
     * Answers one after the other.
     *
     * @param first the first ones, in this order
     * @param rest what follows each time after those; the normal work where it is empty
     */
    record InOrder(List<Answer> first, Optional<Answer> rest) implements Answers {
        /** @throws IllegalArgumentException where there is no answer at all */
        public InOrder {
            first = List.copyOf(first);
            if (first.isEmpty() && rest.isEmpty()) {
                throw new IllegalArgumentException("a rule needs an answer");
            }
        }

        @Override
        public Optional<Answer> choose(long number, double share) {
            return number <= first.size() ? Optional.of(first.get((int) number - 1)) : rest;
        }

        @Override
        public Stream<Answer> all() {
            return first.isEmpty() ? rest.stream() : Stream.concat(first.stream(), rest.stream());
        }
    }

    /**
     * One of several answers, drawn each time. What is left of the whole proceeds.
     *
     * @param parts at least one; their shares come to 1 at most
     */
    record Mix(List<Part> parts) implements Answers {
        /** A hundredth of a millionth more than the whole is an error of the arithmetic, not of the user. */
        private static final double WHOLE = 1 + 1e-8;

        /** @throws IllegalArgumentException where there is no part, or the shares come to more than 1 */
        public Mix {
            parts = List.copyOf(parts);
            double sum = parts.stream().mapToDouble(Part::share).sum();
            if (parts.isEmpty() || sum > WHOLE) {
                throw new IllegalArgumentException(
                        "the shares of the answers come to " + Math.round(sum * 100) + "%, the most is 100%");
            }
        }

        @Override
        public Optional<Answer> choose(long number, double share) {
            double upTo = 0;
            for (Part part : parts) {
                upTo += part.share;
                if (share < upTo) {
                    return Optional.of(part.answer);
                }
            }
            return Optional.empty();
        }

        @Override
        public Stream<Answer> all() {
            return parts.stream().map(Part::answer);
        }

        /** This mix and one part more. */
        public Mix and(double share, Answer answer) {
            List<Part> more = new ArrayList<>(parts);
            more.add(new Part(share, answer));
            return new Mix(more);
        }
    }

    /** A share of a {@link Mix}, 0 to 1, and its answer. */
    record Part(double share, Answer answer) {
        /** @throws IllegalArgumentException where the share is not 0 to 1 */
        public Part {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is 0 to 1, not " + share);
            }
        }
    }
}
