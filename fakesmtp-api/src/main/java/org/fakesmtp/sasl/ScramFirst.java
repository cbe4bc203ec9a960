package org.fakesmtp.sasl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client-first-message (RFC 5802, section 7). Extensions are not looked at, but a mandatory one is refused.
 *
 * @param header what it begins with
 * @param bare what follows
 * @param user the name, escapes undone and prepared
 * @param nonce the client's part
 */
record ScramFirst(Gs2Header header, String bare, String user, String nonce) {

    private static final Pattern BARE = Pattern.compile("n=([^,]+),r=([!-+\\--~]+)(?:,.+)?", Pattern.DOTALL);

    static ScramFirst parse(String message, Users users) throws MalformedResponse {
        Gs2Header header = Gs2Header.of(message, users);
        String bare = header.rest(message);
        Matcher parts = BARE.matcher(bare);
        if (!parts.matches()) {
            throw new MalformedResponse("not 'n=<user>,r=<nonce>' after the GS2 header");
        }
        return new ScramFirst(header, bare, Prepared.text(Gs2Header.name(parts.group(1))), parts.group(2));
    }
}
