package org.fakesmtp.mail;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a rule or an answerer may know at a stage: a narrow, read-only view. An answerer gets a view that stays as it is
 * while the answerer runs, since the session does nothing else until it has answered.
 *
 * <pre>{@code
 * hooks.answer(Stage.RCPT, exchange -> {
 *     boolean known = exchange.recipient().filter(to -> to.mailbox().domain().equals("example.net")).isPresent();
 *     boolean local = exchange.session().clientAddress().equals("127.0.0.1");
 *     return known || local ? Answer.proceed() : Answer.reply(550, "5.7.1", "No relaying");
 * });
 * }</pre>
 */
public interface Exchange {

    /** The stage that is being asked. */
    Stage stage();

    /** The name of the mail transaction in logs and replies; that of the session if there is none. */
    default String id() {
        return session().id();
    }

    /** The facts of the session: client address, listener, HELO name. */
    SessionFacts session();

    /** The command's argument as it came, without the verb and the blanks around it; empty where there is none. */
    String argument();

    /** The reverse-path: at MAIL the one being asked about, later that of the transaction. */
    Optional<ReversePath> reversePath();

    /** The identity of the client: at CREDENTIALS the one that it claims, later the one that was authenticated. */
    default Optional<String> user() {
        return session().user();
    }

    /** The recipient being asked about: at RCPT, and under LMTP at MESSAGE. */
    Optional<Recipient> recipient();

    /** The recipients that were accepted so far in this transaction. */
    List<Recipient> recipients();

    /** The size of the message in octets: at MAIL to DATA as declared by SIZE (RFC 1870), from the content on as received. */
    Optional<Long> size();

    /** Whether the client spoke before it had the banner (RFC 5321, section 4.3.1): at CONNECT so far, later for good. */
    default boolean early() {
        return false;
    }

    /** The message, from MESSAGE on. */
    Optional<Message> message();

    /** Room for the plugin that lives as long as the session does. */
    Attributes attributes();

    /** The clock of the server. */
    InstantSource clock();
}
