package org.fakesmtp.dist.sample;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.filter.codec.serialization.ObjectSerializationCodecFactory;

/** What the product must not do: each method turns octets into objects or objects into octets. */
public interface SerializesObjects {
    static Object codec() {
        return new ObjectSerializationCodecFactory();
    }

    static Object get(IoBuffer buffer) throws ClassNotFoundException {
        return buffer.getObject();
    }

    static Object put(IoBuffer buffer) {
        return buffer.putObject("object");
    }
}
