package org.fakesmtp.server.transport;

/** How much is read from a client at once: more from one that sends much, and less where much work comes of few octets, as the other sessions of the thread wait meanwhile. Used by the I/O thread. */
final class Portion {

    /** The least, that the commands of a usual batch are answered in one write. */
    static final int LITTLE = 2048;

    /** The most that is read at once. */
    static final int MOST = 64 * 1024;

    /** A dozen or two of the smallest TLS records. */
    static final int THIN = 512;

    /** A record that is so many times larger than its content is tiny. */
    private static final int TINY = 4;

    /** Of less than a record of the largest size nothing may come yet. */
    private static final int RECORD = 17 * 1024;

    private int size = LITTLE;
    private long readLast;
    private long readBefore;
    private long receivedBefore;
    private boolean tiny;

    /**
     * What is to be read next: twice as much where the last portion was filled, half where less than half of it came, and little where each octet is a TLS record of its own.
     *
     * @param read so many octets were read in all
     * @param received so many of them, or of what they were decrypted to, have come to the session
     */
    int next(long read, long received) {
        resize(read - readLast);
        readLast = read;
        if (received > receivedBefore || read - readBefore > RECORD) {
            tiny = read - readBefore > TINY * (received - receivedBefore);
            readBefore = read;
            receivedBefore = received;
        }
        return tiny ? THIN : size;
    }

    private void resize(long last) {
        if (last == size) {
            size = Math.min(MOST, 2 * size);
        } else if (last < size / 2) {
            size = Math.max(LITTLE, size / 2);
        }
    }
}
