package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding. An authorization identity is taken and not kept. An unknown user gets
 * a salt like any other and fails at the end; the salt of a name is the same in all exchanges, so keys are computed once.
 */
final class ScramSha256 implements Mechanism {

    private static final int SALT_OCTETS = 16;

    private final Supplier<String> nonces;
    private final Function<String, byte[]> salts;
    private final Map<Account, ScramKeys> keys = new ConcurrentHashMap<>();

    /** Two listeners may have users of one name. Prints its secret no more than {@link Secret} does. */
    private record Account(String user, Secret secret) {}

    ScramSha256(Supplier<String> nonces) {
        this(nonces, randomSalts(nonces.get().getBytes(UTF_8)));
    }

    /**
     * The mechanism with its randomness.
     *
     * @param nonces printable ASCII without a comma
     * @param salts the salt for a user's name
     */
    ScramSha256(Supplier<String> nonces, Function<String, byte[]> salts) {
        this.nonces = nonces;
        this.salts = salts;
    }

    private static Function<String, byte[]> randomSalts(byte[] seed) {
        return user -> Arrays.copyOf(Octets.hmac("HmacSHA256", seed, user), SALT_OCTETS);
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public boolean needsSecret() {
        return true;
    }

    @Override
    public SaslExchange begin(Users users, String hostname) {
        return new ScramExchange(this, users, nonces.get());
    }

    byte[] salt(String user) {
        return salts.apply(user);
    }

    /** The keys of a user; empty where the user is unknown. */
    Optional<ScramKeys> keys(Users users, String user) {
        return users.secret(user)
                .map(secret ->
                        keys.computeIfAbsent(new Account(user, secret), account -> new ScramKeys(secret, salt(user))));
    }
}
