package org.fakesmtp.server.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why the TLS of a session has failed, in words that do not depend on the Java: what it says differs from release to release, and is seldom for users. */
final class TlsFailure {

    private static final Pattern ALERT = Pattern.compile("(?i)\\balert: (\\w+)$");

    /** What Java says where the fault is in the octets or in what both sides can do, and what that means. */
    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        says("no cipher suites in common|negotiable cipher", "client and server have no cipher suite in common");
        says(
                "protocol version|requested protocol|enabled or supported protocol|appropriate protocol|record version",
                "client and server have no version of TLS in common");
        says(
                "authentication scheme|signature (scheme|algorithm)|named group|key share|ECDHE|DHE",
                "client and server have no kind of key or signature in common");
        says(
                "empty client certificate|certificate chain is empty|null cert chain",
                "the client shows no certificate, which tls.client-auth = require demands");
        says(
                "server name|host_?name",
                "the client calls the server what is no host name for Java; with"
                        + " -Djdk.tls.server.disableExtensions=server_name Java ignores it");
        says("AEAD|tag mismatch|bad record mac|decrypt|padding", "a record of the client cannot be decrypted");
        says("record length|record.*(overflow|too (big|large))|packet.*too", "a record of the client is too long");
        says("renegotiat", "the client wants to renegotiate, which is not allowed");
        says("unrecognized SSL message|plaintext connection", "the client does not speak TLS");
    }

    private final ClientRecords client;
    private final boolean certificateSent;
    private final String trust;

    /**
     * @param trust what the client would have to trust, to be said of one that does not
     */
    TlsFailure(ClientRecords client, boolean certificateSent, String trust) {
        this.client = client;
        this.certificateSent = certificateSent;
        this.trust = trust;
    }

    private static void says(String java, String words) {
        WORDS.put(Pattern.compile(java, Pattern.CASE_INSENSITIVE), words);
    }

    /** Of a failure that Java has found. */
    String words(SSLException failure) {
        if (client.start() == ClientRecords.Start.TEXT) {
            return "the client speaks in the clear, and not TLS";
        }
        if (client.start() == ClientRecords.Start.GARBAGE) {
            return "the client does not speak TLS";
        }
        Optional<String> alert = client.alert().or(() -> alert(failure));
        if (alert.isPresent()) {
            return alerted(alert.get());
        }
        return certificate(failure).orElseGet(() -> byMessage(failure));
    }

    private String alerted(String alert) {
        if (alert.equals(Alert.CLOSE) || alert.equals("user_canceled")) {
            return closed();
        }
        return Alert.isDistrust(alert)
                ? "the client does not trust the certificate (it says " + alert + "); " + trust
                : "the client gives up (it says " + alert + ")";
    }

    /** Of a client that has closed the connection in the middle of a handshake. */
    String closed() {
        if (client.start() == ClientRecords.Start.NOTHING) {
            return "the client closed the connection before it said anything";
        }
        if (client.alert().filter(alert -> !alert.equals(Alert.CLOSE)).isPresent()) {
            return alerted(client.alert().get());
        }
        return certificateSent
                ? closedAtCertificate()
                : "the client closed the connection before it had the certificate";
    }

    /** Of one that has closed it when it had the certificate, be it after a handshake that succeeded. */
    String closedAtCertificate() {
        return "the client closed the connection when it had the certificate, so it may not trust it; " + trust;
    }

    private static Optional<String> alert(SSLException failure) {
        return messages(failure)
                .map(ALERT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** What is wrong with the certificate of the client, where that is the reason. */
    private static Optional<String> certificate(SSLException failure) {
        if (has(failure, CertificateExpiredException.class)) {
            return Optional.of("the client's certificate has expired");
        }
        if (has(failure, CertificateNotYetValidException.class)) {
            return Optional.of("the client's certificate is not valid yet");
        }
        boolean distrusted = has(failure, CertPathBuilderException.class)
                || has(failure, CertPathValidatorException.class)
                || has(failure, CertificateException.class);
        return distrusted
                ? Optional.of("the client's certificate is of no authority in tls.trust, or is not meant for clients")
                : Optional.empty();
    }

    private static String byMessage(SSLException failure) {
        return messages(failure)
                .flatMap(message -> WORDS.entrySet().stream()
                        .filter(known -> known.getKey().matcher(message).find())
                        .map(Map.Entry::getValue))
                .findFirst()
                .orElse("what the client sent breaks the rules of TLS");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return causes(failure).anyMatch(kind::isInstance);
    }

    private static Stream<String> messages(Throwable failure) {
        return causes(failure).map(Throwable::getMessage).flatMap(Stream::ofNullable);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, one -> one != null, Throwable::getCause);
    }
}
