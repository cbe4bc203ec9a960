package org.fakesmtp.sasl;

/**
 * LOGIN, which no RFC defines: the server asks {@code Username:} and {@code Password:}. An initial response is the user. Text is UTF-8
 * here.
 */
final class Login implements Mechanism {

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public SaslExchange begin(Users users, String hostname) {
        return new Asking(users);
    }

    private static final class Asking extends Turns {

        private final Users users;

        Asking(Users users) {
            this.users = users;
        }

        @Override
        public Progress start() {
            return challenge("Username:", this::first);
        }

        @Override
        Progress first(byte[] response) throws MalformedResponse {
            String user = Octets.text(response);
            users.requireGiven("user", user);
            return challenge("Password:", password -> users.check(user, Secret.of(users.text(password))));
        }
    }
}
