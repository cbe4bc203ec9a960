package org.fakesmtp.api;

/**
 * So many octets a second.
 *
 * @param octets at least 1
 */
public record Rate(long octets) {

    public Rate {
        if (octets < 1) {
            throw new IllegalArgumentException("a rate is at least 1B/s");
        }
    }

    @Override
    public String toString() {
        return Values.writtenSize(octets) + "/s";
    }
}
