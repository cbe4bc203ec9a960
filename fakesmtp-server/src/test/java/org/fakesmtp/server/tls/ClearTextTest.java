package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest {

    private static final String HOST = "mail.example.test";

    private final SSLEngine client = Handshake.client(TestAuthority.client(), HOST);
    private final SSLEngine server = new TlsContexts(
                    TlsSettings.read(Settings.of(Map.of()), Settings.of(Map.of()), TlsMode.IMPLICIT),
                    TestAuthority.get(),
                    HOST)
            .engine();

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void largeRecordIsDecrypted(String version) throws SSLException {
        client.setEnabledProtocols(new String[] {version});
        Handshake.between(client, server);
        byte[] content = new byte[16_000];
        Arrays.fill(content, (byte) 'x');
        IoBuffer record = record(content);

        IoBuffer clear = ClearText.of(record, server);

        assertThat(record.hasRemaining()).isFalse();
        byte[] seen = new byte[clear.remaining()];
        clear.get(seen);
        assertThat(seen).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void recordOfTheHandshakeIsLeftAsItIs(String version) throws SSLException {
        client.setEnabledProtocols(new String[] {version});
        server.beginHandshake();
        IoBuffer record = record(new byte[0]);
        int length = record.remaining();

        IoBuffer clear = ClearText.of(record, server);

        assertThat(clear.hasRemaining()).isFalse();
        assertThat(record.remaining()).isEqualTo(length).isPositive();
    }

    private IoBuffer record(byte[] content) throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(32 * 1024);
        client.wrap(ByteBuffer.wrap(content), record);
        return IoBuffer.wrap(record.flip());
    }
}
