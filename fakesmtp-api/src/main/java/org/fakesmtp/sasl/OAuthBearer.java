package org.fakesmtp.sasl;

import java.util.Optional;

/**
 * OAUTHBEARER (RFC 7628). The token is the user's secret; a client that gives no authorization identity is the user whose secret
 * it is. Host and port are not looked at.
 */
final class OAuthBearer extends OAuth {

    OAuthBearer() {
        super("OAUTHBEARER", "invalid_token");
    }

    @Override
    Progress check(Users users, String message) throws MalformedResponse {
        Gs2Header header = Gs2Header.of(message, users);
        return header.bindsChannel() ? Gs2Header.bindingRefused() : checked(users, header, message);
    }

    private static Progress checked(Users users, Gs2Header header, String message) throws MalformedResponse {
        String pairs = header.rest(message);
        if (!pairs.startsWith("\1")) {
            throw new MalformedResponse("no 0x01 after the GS2 header");
        }
        Optional<Secret> token = KeyValues.parse(pairs.substring(1)).token(users);
        return token.map(shown ->
                        header.identity().map(user -> users.check(user, shown)).orElseGet(() -> users.check(shown)))
                .orElseGet(Users::wrong);
    }
}
