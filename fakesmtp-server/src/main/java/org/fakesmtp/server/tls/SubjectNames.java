package org.fakesmtp.server.tls;

import java.net.IDN;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.fakesmtp.rule.IpAddress;

/** The names that a server's certificate is good for (RFC 5280, section 4.2.1.6). */
final class SubjectNames {

    private SubjectNames() {}

    static GeneralNames only(String hostname) {
        return of(Stream.of(hostname));
    }

    /** The host name and what a client on the same machine calls it. */
    static GeneralNames local(String hostname) {
        return of(Stream.of(hostname, "localhost", "127.0.0.1", "::1"));
    }

    private static GeneralNames of(Stream<String> names) {
        return new GeneralNames(names.map(SubjectNames::name)
                .flatMap(Optional::stream)
                .distinct()
                .toArray(GeneralName[]::new));
    }

    /** A name or an address, as {@code 192.0.2.1}, {@code ::1} or {@code [192.0.2.1]}; empty where the text can be in no certificate. */
    private static Optional<GeneralName> name(String text) {
        String bare = text.replaceFirst("^\\[(?:IPv6:)?(.*)]$", "$1");
        if (IpAddress.parse(bare).isPresent()) {
            return Optional.of(new GeneralName(GeneralName.iPAddress, bare));
        }
        try {
            String ascii = IDN.toASCII(text);
            return ascii.matches("[A-Za-z0-9_.-]+")
                    ? Optional.of(new GeneralName(GeneralName.dNSName, ascii))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
