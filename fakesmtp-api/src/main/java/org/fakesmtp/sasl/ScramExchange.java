package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** One exchange of SCRAM-SHA-256: client-first, server-first, client-final, server-final, and an empty response. */
final class ScramExchange extends Turns {

    private final ScramSha256 mechanism;
    private final Users users;
    private final String nonce;

    ScramExchange(ScramSha256 mechanism, Users users, String nonce) {
        this.mechanism = mechanism;
        this.users = users;
        this.nonce = nonce;
    }

    @Override
    Progress first(byte[] response) throws MalformedResponse {
        ScramFirst first = ScramFirst.parse(Octets.text(response), users);
        if (first.header().bindsChannel()) {
            return Gs2Header.bindingRefused();
        }
        String joined = first.nonce() + nonce;
        String salt = Octets.base64(mechanism.salt(first.user()));
        String serverFirst = "r=" + joined + ",s=" + salt + ",i=" + ScramKeys.ITERATIONS;
        return challenge(serverFirst, last -> last(first, joined, serverFirst, ScramFinal.parse(Octets.text(last))));
    }

    private Progress last(ScramFirst first, String joined, String serverFirst, ScramFinal last) {
        String binding = Octets.base64(first.header().text().getBytes(UTF_8));
        if (!last.binding().equals(binding) || !last.nonce().equals(joined)) {
            return new Progress.Failed("another channel binding or nonce than before");
        }
        String authMessage = first.bare() + ',' + serverFirst + ',' + last.withoutProof();
        Optional<ScramKeys> keys =
                mechanism.keys(users, first.user()).filter(known -> known.isProvenBy(last.proof(), authMessage));
        return keys.map(known -> signed(known.serverSignature(authMessage), first.user()))
                .orElseGet(Users::wrong);
    }

    private Progress signed(byte[] signature, String user) {
        return challenge("v=" + Octets.base64(signature), response -> {
            if (response.length > 0) {
                throw new MalformedResponse("the response to the server's signature is not empty");
            }
            return Users.authenticated(user);
        });
    }
}
