/**
 * The server in a test of JUnit 5 or 6. A module that requires this one reads all that a test needs: the api, the server, JUnit and AssertJ.
 *
 * <p>The api and the server are automatic modules, and an automatic module brings no module that has a descriptor: this one requires those that they use.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.fakesmtp.junit {
    exports org.fakesmtp.junit;
    exports org.fakesmtp.junit.assertions;

    requires transitive org.assertj.core;
    requires transitive org.fakesmtp.api;
    requires transitive org.fakesmtp.server;
    requires transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires org.opentest4j;

    // used by the api and the server
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.jsoup;
    requires org.slf4j;

    // used by MINA
    requires java.logging;
    requires java.security.jgss;
    requires java.security.sasl;
}
