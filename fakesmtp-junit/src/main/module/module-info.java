/** The server in a test of JUnit 5 or 6. A module that requires this one reads all that a test needs: the api, the server, JUnit and AssertJ. */
module org.fakesmtp.junit {
    exports org.fakesmtp.junit;
    exports org.fakesmtp.junit.assertions;

    requires transitive org.assertj.core;
    requires transitive org.fakesmtp.api;
    requires transitive org.fakesmtp.server;
    requires transitive org.junit.jupiter.api;
    requires org.opentest4j;
}
