package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.setting.SettingException;

/**
 * Who may authenticate. Names and secrets are compared in Unicode's normal form NFKC, which stands in for SASLprep (RFC 4013); case
 * matters. A secret is a password, or the token of XOAUTH2 and OAUTHBEARER. Printed without names and secrets.
 */
public final class Users {

    /** The identity of a client that shows a token without a name, where any token will do. */
    private static final String BEARER = "bearer";

    private static final Users ANY = new Users(true, Map.of());

    private final boolean any;
    private final Map<String, Secret> secrets;

    private Users(boolean any, Map<String, Secret> secrets) {
        this.any = any;
        this.secrets = secrets;
    }

    /** Takes every user with any secret. */
    public static Users any() {
        return ANY;
    }

    /**
     * These users and no others.
     *
     * @param secrets the secret for each name, neither of them empty
     */
    public static Users of(Map<String, String> secrets) {
        Map<String, Secret> prepared = new HashMap<>();
        secrets.forEach((user, secret) -> {
            if (user.isEmpty() || secret.isEmpty()) {
                throw new IllegalArgumentException("a user has a name and a secret");
            }
            if (prepared.put(Prepared.text(user), Secret.of(secret)) != null) {
                throw new IllegalArgumentException("two users have one name: " + user);
            }
        });
        return new Users(false, Map.copyOf(prepared));
    }

    /**
     * The users of a file: a line {@code user:password} for each, split at the first colon. The password is all that follows,
     * spaces too. Blank lines, and lines that begin with {@code #}, say nothing.
     *
     * @param origin the file's name, for errors
     * @throws SettingException where lines are wrong, with a line for each: {@code users.txt:3: ...}
     */
    public static Users parse(List<String> lines, String origin) {
        return of(new UsersFile(origin).read(lines));
    }

    /** Whether each user's secret is known; where not, any will do. */
    public boolean knowSecrets() {
        return !any;
    }

    /**
     * What the client sent beside its name, as text: UTF-8, but where any secret will do, octets that are none are replaced, for nobody looks at them.
     */
    String text(byte[] octets) throws MalformedResponse {
        return any ? new String(octets, UTF_8) : Octets.text(octets);
    }

    /** Refuses an empty name or secret where they are known, for none of them is empty. Where any will do, so does an empty one. */
    void requireGiven(String what, String given) throws MalformedResponse {
        if (!any && given.isEmpty()) {
            throw new MalformedResponse("no " + what);
        }
    }

    /** What comes of a name and a secret that the client showed. */
    Progress check(String user, Secret shown) {
        boolean right = any || secret(user).filter(shown::isSame).isPresent();
        return right ? authenticated(user) : wrong();
    }

    /** What comes of a token without a name: it stands for the user whose secret it is. */
    Progress check(Secret token) {
        if (any) {
            return authenticated(BEARER);
        }
        return secrets.entrySet().stream()
                .filter(entry -> entry.getValue().isSame(token))
                .findFirst()
                .map(entry -> authenticated(entry.getKey()))
                .orElseGet(Users::wrong);
    }

    /** The user's secret; empty for a user who is unknown, or where any secret will do. */
    Optional<Secret> secret(String user) {
        return Optional.ofNullable(secrets.get(Prepared.text(user)));
    }

    static Progress authenticated(String user) {
        return new Progress.Authenticated(Prepared.text(user));
    }

    static Progress wrong() {
        return new Progress.Failed("unknown user or wrong secret");
    }

    @Override
    public String toString() {
        return any ? "any user" : "users: " + secrets.size();
    }
}
