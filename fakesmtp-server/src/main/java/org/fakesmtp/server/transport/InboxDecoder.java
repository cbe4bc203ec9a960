package org.fakesmtp.server.transport;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFactory;
import org.apache.mina.filter.codec.ProtocolDecoder;
import org.apache.mina.filter.codec.ProtocolDecoderAdapter;
import org.apache.mina.filter.codec.ProtocolDecoderOutput;
import org.apache.mina.filter.codec.ProtocolEncoder;
import org.apache.mina.filter.codec.ProtocolEncoderAdapter;
import org.apache.mina.filter.codec.ProtocolEncoderOutput;

/**
 * The codec: what arrives is handed to the session's connection, which cuts lines and content from it as the conversation asks for them. One decoder serves all
 * sessions, it keeps nothing. Replies are written as buffers and need no encoder.
 */
final class InboxDecoder extends ProtocolDecoderAdapter implements ProtocolCodecFactory {

    private final ProtocolEncoder encoder = new ProtocolEncoderAdapter() {
        @Override
        public void encode(IoSession session, Object message, ProtocolEncoderOutput out) {
            throw new IllegalArgumentException("only buffers are written, not " + message);
        }
    };

    @Override
    public void decode(IoSession session, IoBuffer in, ProtocolDecoderOutput out) {
        SmtpHandler.connection(session).arrived(in);
    }

    @Override
    public ProtocolEncoder getEncoder(IoSession session) {
        return encoder;
    }

    @Override
    public ProtocolDecoder getDecoder(IoSession session) {
        return this;
    }
}
