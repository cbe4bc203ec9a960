package org.fakesmtp.sasl;

import java.util.Optional;

/**
 * XOAUTH2, as Google and Microsoft document it: {@code user=...}, {@code auth=Bearer ...}, each ended by 0x01, and a last 0x01. The
 * token is the user's secret.
 */
final class XOAuth2 implements Mechanism {

    private static final String ERROR = "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";

    @Override
    public String name() {
        return "XOAUTH2";
    }

    @Override
    public SaslExchange begin(Users users, String hostname) {
        return new OAuth(ERROR) {
            @Override
            Progress check(String message) throws MalformedResponse {
                return checked(users, KeyValues.parse(message));
            }
        };
    }

    private static Progress checked(Users users, KeyValues values) throws MalformedResponse {
        String user = values.value("user");
        if (user.isEmpty()) {
            throw new MalformedResponse("no user");
        }
        Optional<Secret> token = values.token();
        return token.map(shown -> users.check(user, shown)).orElseGet(Users::wrong);
    }
}
