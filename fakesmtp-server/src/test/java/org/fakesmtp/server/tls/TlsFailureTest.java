package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.apache.mina.core.buffer.IoBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java says of a handshake that fails, in the words of the server; handshakes that are made on purpose are in {@code FailedHandshakeTest}. */
class TlsFailureTest {

    private static final String NO_VERSION = "client and server have no version of TLS in common";
    private static final String DISTRUST =
            "the client's certificate is of no authority in tls.trust, or is not meant for clients";

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new SSLHandshakeException("Received fatal alert: unknown_ca"),
                        "the client does not trust the certificate (it says unknown_ca); trust it"),
                arguments(
                        new SSLHandshakeException("(unknown_ca) Received fatal alert: unknown_ca"),
                        "the client does not trust the certificate (it says unknown_ca); trust it"),
                arguments(
                        new SSLException(
                                "Unexpected exception",
                                new SSLHandshakeException(
                                        "Unexpected plaintext alert received: Level: fatal; Alert: protocol_version")),
                        "the client gives up (it says protocol_version)"),
                arguments(
                        new SSLHandshakeException("(protocol_version) The client supported protocol versions[TLSv1.1]"
                                + " are not accepted by server preferences [TLS13, TLS12]"),
                        NO_VERSION),
                arguments(
                        new SSLHandshakeException(
                                "Client requested protocol SSLv3 is not enabled or supported in server context"),
                        NO_VERSION),
                arguments(
                        new SSLProtocolException("Illegal server name, type=host_name(0), name=fake_smtp, value={66}"),
                        "the client calls the server what is no host name for Java; with"
                                + " -Djdk.tls.server.disableExtensions=server_name Java ignores it"),
                arguments(
                        new SSLHandshakeException("No available authentication scheme"),
                        "client and server have no kind of key or signature in common"),
                arguments(
                        new SSLException("Unexpected", new AEADBadTagException("Tag mismatch")),
                        "a record of the client cannot be decrypted"),
                arguments(wrapped(new CertPathBuilderException("unable to find valid certification path")), DISTRUST),
                arguments(wrapped(new CertificateException("Extended key usage does not permit use")), DISTRUST),
                arguments(wrapped(new CertificateExpiredException()), "the client's certificate has expired"),
                arguments(wrapped(new CertificateNotYetValidException()), "the client's certificate is not valid yet"),
                arguments(new SSLException((String) null), "what the client sent breaks the rules of TLS"),
                arguments(
                        new SSLException("Unexpected handshake message: finished"),
                        "what the client sent breaks the rules of TLS"));
    }

    private static SSLException wrapped(Exception cause) {
        return new SSLHandshakeException("PKIX path building failed") {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return cause;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reason_is_told_without_the_words_of_java(SSLException failure, String words) {
        ClientRecords hello = new ClientRecords();
        hello.read(IoBuffer.wrap(new byte[] {22, 3, 1, 0, 1, 1}));
        assertThat(new TlsFailure(hello, true, "trust it").words(failure)).isEqualTo(words);
    }
}
