package org.fakesmtp.plugins.standard.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * One file of a message.
 *
 * @param place where it is seen, from the spool's directory
 * @param kind what the temporary name says of it
 * @param body its octets
 */
record Part(String place, String kind, Draft.Body body) {

    /** The part with its octets in memory. */
    Filed filed(int expected) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(expected);
        body.writeTo(octets);
        return new Filed(place, kind, octets.toByteArray());
    }
}
