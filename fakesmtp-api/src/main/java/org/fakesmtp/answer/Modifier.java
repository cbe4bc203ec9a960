package org.fakesmtp.answer;

import java.time.Duration;
import java.util.Locale;
import org.fakesmtp.setting.Rate;
import org.fakesmtp.setting.Values;

/** How a reply goes out otherwise than it should. Several can be put on one reply. */
public sealed interface Modifier {

    /** Whether it needs a reply with a code and lines, and cannot be put on bare octets. */
    default boolean needsReply() {
        return true;
    }

    /** The modifiers that say all by themselves. */
    enum Garble implements Modifier {
        /** Lines end in LF alone. */
        BARE_LF,
        /** The last line has no line end. */
        NO_LINE_END,
        /** The lines of one reply have different codes; a reply of one line gets another. */
        MIXED_CODES,
        /** The last line says that another follows, and none does. */
        UNFINISHED,
        /** The lines have their text alone, neither code nor enhanced status code. */
        NO_DIGITS,
        /** The text is replaced by 64 octets of every kind but CR and LF. */
        BINARY,
        /** A NUL stands before the text. */
        NUL,
        /** The text is followed by Latin-1, which is not valid UTF-8. */
        EIGHT_BIT,
        /** The reply goes out twice. */
        TWICE,
        /** A multi-line reply without end: it goes on as long as the client reads. */
        ENDLESS;

        /** The word by which a properties file names it. */
        public String word() {
            return this == EIGHT_BIT ? "8bit" : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public boolean needsReply() {
            return this != TWICE;
        }

        @Override
        public String toString() {
            return word();
        }
    }

    /**
     * The last line is filled up to a length.
     *
     * @param octets 1 to 100,000,000, the line end not counted; a line that is longer stays as it is
     */
    record Oversized(int octets) implements Modifier {

        /** @throws IllegalArgumentException where the length is not 1 to 100,000,000 */
        public Oversized {
            if (octets < 1 || octets > 100_000_000) {
                throw new IllegalArgumentException("a line is filled up to 1 to 100000000 octets, not " + octets);
            }
        }

        @Override
        public String toString() {
            return "oversized " + octets;
        }
    }

    /**
     * A code that no reply may have.
     *
     * @param digits three, 000 to 199 or 600 to 999
     */
    record Code(String digits) implements Modifier {

        /** @throws IllegalArgumentException where they are not three digits, or those of a code from 200 to 599 */
        public Code {
            if (!digits.matches("[016-9][0-9]{2}")) {
                throw new IllegalArgumentException("'" + digits
                        + "' is no code outside 200 to 599, such as 099 or 650; others stand in the reply itself");
            }
        }

        @Override
        public String toString() {
            return "code " + digits;
        }
    }

    /**
     * So many octets at a time, and a wait after each.
     *
     * @param octets at least 1
     * @param every more than zero
     */
    record Dribble(int octets, Duration every) implements Modifier {

        /** @throws IllegalArgumentException where the octets are less than 1, or the wait is not more than zero */
        public Dribble {
            if (octets < 1 || every.isZero() || every.isNegative()) {
                throw new IllegalArgumentException("a dribble is at least 1 octet every 1ms or more");
            }
        }

        @Override
        public boolean needsReply() {
            return false;
        }

        @Override
        public String toString() {
            return "dribble " + octets + " every " + Values.written(every);
        }
    }

    /** So many octets a second at most: the first n octets are out after n / rate seconds, and not before. */
    record Throttle(Rate rate) implements Modifier {

        /** Fifty portions a second are smooth enough, a portion has an octet at least. */
        private static final int PORTIONS = 50;

        @Override
        public boolean needsReply() {
            return false;
        }

        /** The same as octets at a time with a wait before each. */
        public Dribble asDribble() {
            long octets = Math.max(1, Math.min(rate.octets() / PORTIONS, Integer.MAX_VALUE));
            return new Dribble((int) octets, Duration.ofNanos(1_000_000_000L * octets / rate.octets()));
        }

        @Override
        public String toString() {
            return "throttle " + rate;
        }
    }
}
