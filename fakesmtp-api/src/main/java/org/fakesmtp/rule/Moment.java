package org.fakesmtp.rule;

import java.time.Duration;
import org.fakesmtp.setting.Values;

/** When within its stage a rule is asked: {@code .at}. */
public sealed interface Moment {

    /** At CONTENT: as soon as more than so many octets of the content have come. */
    record AfterOctets(long octets) implements Moment {

        /** @throws IllegalArgumentException where the octets are negative */
        public AfterOctets {
            if (octets < 0) {
                throw new IllegalArgumentException("octets are counted from 0, not from " + octets);
            }
        }

        @Override
        public String toString() {
            return Values.writtenSize(octets);
        }
    }

    /** At IDLE: when the client has been silent for so long. */
    record AfterSilence(Duration silence) implements Moment {

        /** @throws IllegalArgumentException where the silence is not more than zero */
        public AfterSilence {
            if (silence.isZero() || silence.isNegative()) {
                throw new IllegalArgumentException("a silence is more than 0");
            }
        }

        @Override
        public String toString() {
            return Values.written(silence);
        }
    }
}
