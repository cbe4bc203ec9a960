package org.fakesmtp.sasl;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The mechanisms there are. */
public final class Mechanisms {

    private Mechanisms() {}

    /** The mechanisms that can be offered for these users, in the order of the EHLO line. Made once for all sessions. */
    public static List<Mechanism> offered(Users users) {
        return offered(users, new Nonces());
    }

    /**
     * The same with another randomness.
     *
     * @param nonces makes a new text at each call: printable ASCII without comma, {@code <}, {@code >} and {@code @}, not empty
     */
    public static List<Mechanism> offered(Users users, Supplier<String> nonces) {
        return all(nonces)
                .filter(mechanism -> users.knowSecrets() || !mechanism.needsSecret())
                .toList();
    }

    /** The names of all that there are, in the order of the EHLO line. */
    public static List<String> names() {
        return all(() -> "name").map(Mechanism::name).toList();
    }

    /** The one of this name, in any case (RFC 4954, section 4). */
    public static Optional<Mechanism> named(String name, Collection<Mechanism> mechanisms) {
        return mechanisms.stream()
                .filter(mechanism -> mechanism.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Stream<Mechanism> all(Supplier<String> nonces) {
        return Stream.of(
                new Plain(),
                new Login(),
                new CramMd5(nonces),
                new XOAuth2(),
                new OAuthBearer(),
                new ScramSha256(nonces));
    }
}
