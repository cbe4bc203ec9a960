package org.fakesmtp.setting;

/**
 * So many octets a second.
 *
 * @param octets at least 1
 */
public record Rate(long octets) {

    /** @throws IllegalArgumentException where it is less than 1 */
    public Rate {
        if (octets < 1) {
            throw new IllegalArgumentException("a rate is at least 1B/s");
        }
    }

    /** Reads {@code 10KB/s}. */
    public static Rate parse(String text) {
        return new Rate(Values.rate(text));
    }

    @Override
    public String toString() {
        return Values.writtenSize(octets) + "/s";
    }
}
