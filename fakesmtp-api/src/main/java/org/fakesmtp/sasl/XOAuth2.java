package org.fakesmtp.sasl;

import java.util.Optional;

/**
 * XOAUTH2, as Google and Microsoft document it: {@code user=...}, {@code auth=Bearer ...}, each ended by 0x01, and a last 0x01. The
 * token is the user's secret.
 */
final class XOAuth2 extends OAuth {

    XOAuth2() {
        super("XOAUTH2", "401");
    }

    @Override
    Progress check(Users users, String message) throws MalformedResponse {
        KeyValues values = KeyValues.parse(message);
        String user = values.value("user");
        users.requireGiven("user", user);
        Optional<Secret> token = values.token(users);
        return token.map(shown -> users.check(user, shown)).orElseGet(Users::wrong);
    }
}
