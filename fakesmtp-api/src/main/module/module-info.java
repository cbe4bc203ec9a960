/**
 * What plugins are made of, and the engine behind it: the dialogue, its rules and its syntax, without any I/O.
 *
 * <p>Plugins and tests see the exported packages. The engine is for the server and the extension of JUnit, which are released together with it.
 */
@SuppressWarnings({"module", "requires-automatic"})
module org.fakesmtp.api {
    exports org.fakesmtp.answer;
    exports org.fakesmtp.api;
    exports org.fakesmtp.lint;
    exports org.fakesmtp.mail;
    exports org.fakesmtp.rule;
    exports org.fakesmtp.setting;
    exports org.fakesmtp.text;

    // the engine
    exports org.fakesmtp.dialogue to
            org.fakesmtp.junit,
            org.fakesmtp.server;
    exports org.fakesmtp.internal to
            org.fakesmtp.junit,
            org.fakesmtp.plugins.standard,
            org.fakesmtp.server;
    exports org.fakesmtp.mime to
            org.fakesmtp.junit,
            org.fakesmtp.plugins.standard,
            org.fakesmtp.server;
    exports org.fakesmtp.protocol to
            org.fakesmtp.junit,
            org.fakesmtp.server;
    exports org.fakesmtp.protocol.framing to
            org.fakesmtp.server;
    exports org.fakesmtp.protocol.syntax to
            org.fakesmtp.plugins.standard,
            org.fakesmtp.server;
    exports org.fakesmtp.sasl to
            org.fakesmtp.server;

    requires transitive org.jspecify;
    requires org.jsoup;
    requires org.slf4j;
    requires re2j;
}
