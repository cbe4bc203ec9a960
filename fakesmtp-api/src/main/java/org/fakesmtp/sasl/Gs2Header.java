package org.fakesmtp.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a message of OAUTHBEARER and SCRAM (RFC 5801, section 4): {@code n,a=user,}.
 *
 * @param text the header as it came, its last comma too
 * @param bindsChannel whether the client asks for channel binding, which no mechanism here offers
 * @param identity the authorization identity, if given
 */
record Gs2Header(String text, boolean bindsChannel, Optional<String> identity) {

    private static final Pattern HEADER = Pattern.compile("(n|y|p=[A-Za-z0-9.-]+),(?:a=([^,]*))?,");

    /** Possessive, so that a long name does not cost stack. */
    private static final Pattern NAME = Pattern.compile("(?:[^=,\\x00]|=2C|=3D)++");

    static Gs2Header of(String message, Users users) throws MalformedResponse {
        Matcher parts = HEADER.matcher(message);
        if (!parts.lookingAt()) {
            throw new MalformedResponse("does not begin with a GS2 header such as 'n,,'");
        }
        return new Gs2Header(parts.group(), parts.group(1).startsWith("p"), identity(parts.group(2), users));
    }

    private static Optional<String> identity(@Nullable String escaped, Users users) throws MalformedResponse {
        if (escaped == null) {
            return Optional.empty();
        }
        users.requireGiven("authorization identity", escaped);
        return Optional.of(escaped.isEmpty() ? escaped : name(escaped));
    }

    /** A name with its escapes undone: {@code =2C} is a comma, {@code =3D} an equals sign (RFC 5802, section 5.1). */
    static String name(String escaped) throws MalformedResponse {
        if (!NAME.matcher(escaped).matches()) {
            throw new MalformedResponse("a name is empty, or has a '=' that is neither =2C nor =3D");
        }
        return escaped.replace("=2C", ",").replace("=3D", "=");
    }

    /** What follows the header in its message. */
    String rest(String message) {
        return message.substring(text.length());
    }

    static Progress bindingRefused() {
        return new Progress.Failed("channel binding is not offered");
    }
}
