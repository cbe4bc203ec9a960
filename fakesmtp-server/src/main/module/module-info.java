/** The server to embed. */
@SuppressWarnings({"module", "requires-automatic"})
module org.fakesmtp.server {
    exports org.fakesmtp.server;
    exports org.fakesmtp.server.config;
    exports org.fakesmtp.server.journal;
    exports org.fakesmtp.server.tls to
            org.fakesmtp.junit;
    exports org.fakesmtp.server.transport to
            org.fakesmtp.junit;

    requires transitive org.fakesmtp.api;
    requires org.apache.mina.core;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    // used by MINA
    requires java.logging;
    requires java.security.jgss;
    requires java.security.sasl;

    uses org.fakesmtp.api.Plugin;
}
