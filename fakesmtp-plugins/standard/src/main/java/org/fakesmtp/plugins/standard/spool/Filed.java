package org.fakesmtp.plugins.standard.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * One file of a message as the spool log holds it.
 *
 * @param place where it is seen, from the spool's directory
 * @param kind what the temporary name says of it
 * @param octets all that is in it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copied nowhere: this is the hot path.
record Filed(String place, String kind, byte[] octets) {

    private static final int FIELDS = 3;

    int size() {
        return FIELDS * Integer.BYTES + place.length() + kind.length() + octets.length;
    }

    Part part() {
        return new Part(place, kind, out -> out.write(octets));
    }

    /** Names are ASCII. */
    void putInto(ByteBuffer log) {
        put(log, place.getBytes(UTF_8));
        put(log, kind.getBytes(UTF_8));
        put(log, octets);
    }

    static Filed readFrom(ByteBuffer log) {
        return new Filed(new String(take(log), UTF_8), new String(take(log), UTF_8), take(log));
    }

    /** Goes to where the next one begins; false where the lengths cannot be those of a file. */
    static boolean skip(ByteBuffer log) {
        for (int field = 0; field < FIELDS; field++) {
            int length = log.remaining() < Integer.BYTES ? -1 : log.getInt();
            if (length < 0 || length > log.remaining()) {
                return false;
            }
            log.position(log.position() + length);
        }
        return true;
    }

    private static void put(ByteBuffer log, byte[] octets) {
        log.putInt(octets.length).put(octets);
    }

    private static byte[] take(ByteBuffer log) {
        byte[] octets = new byte[log.getInt()];
        log.get(octets);
        return octets;
    }
}
