package org.fakesmtp.server.transport;

/** How much comes of what is read from a client. Used by the I/O thread. */
final class Grain {

    /** A record that is so many times larger than its content is tiny. */
    private static final int TINY = 4;

    /** Of less than a record of the largest size nothing may come yet. */
    private static final int RECORD = 17 * 1024;

    private long readBefore;
    private long receivedBefore;
    private boolean tiny;

    /**
     * Whether little came of what was read lately, as where each octet is a TLS record of its own.
     *
     * @param read so many octets were read in all
     * @param received so many of them, or of what they were decrypted to, have come to the session
     */
    boolean isTiny(long read, long received) {
        if (received > receivedBefore || read - readBefore > RECORD) {
            tiny = read - readBefore > TINY * (received - receivedBefore);
            readBefore = read;
            receivedBefore = received;
        }
        return tiny;
    }
}
