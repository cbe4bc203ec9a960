package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.dialogue.Talk.replies;
import static org.fakesmtp.dialogue.Talk.serving;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.CommandSession;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;

/** Rows that plugins add to the command table, or replace. */
class HandlerTest {

    /** Answers with its argument. */
    private record Echo(String verb, Set<Phase> phases, Optional<String> ehloLine) implements CommandHandler {

        static Echo of(String verb) {
            return new Echo(verb, OPEN, Optional.of(verb + " 1"));
        }

        @Override
        public Stage stage() {
            return new Stage(verb);
        }

        @Override
        public Answer proceed(CommandSession session) {
            return Answer.reply(Reply.of(250, "2.0.0", verb + " of '" + session.argument() + "'"));
        }
    }

    @Test
    void an_added_verb_is_served_announced_and_listed() {
        assertThat(replies(serving(Echo.of("XFOO")), "xFoo  some thing \r\nEHLO c.test\r\nHELP XFOO\r\n"))
                .containsExactly(
                        "250 2.0.0 XFOO of 'some thing'",
                        "250-localhost greets c.test",
                        "250-PIPELINING",
                        "250-8BITMIME",
                        "250-SIZE 52428800",
                        "250-AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER",
                        "250-CHUNKING",
                        "250-BINARYMIME",
                        "250-DSN",
                        "250-SMTPUTF8",
                        "250-ENHANCEDSTATUSCODES",
                        "250-HELP",
                        "250 XFOO 1",
                        "214-2.0.0 Commands:",
                        "214 2.0.0 HELO EHLO MAIL RCPT DATA RSET NOOP VRFY EXPN QUIT AUTH BDAT HELP XFOO");
    }

    @Test
    void an_added_verb_has_its_phases_like_any_other() {
        BareSession server = serving(new Echo("XFOO", Set.of(Phase.READY), Optional.empty()));
        assertThat(replies(server, "XFOO\r\nHELO c.test\r\nXFOO\r\n"))
                .containsExactly("503 5.5.1 Send HELO or EHLO first", "250 localhost", "250 2.0.0 XFOO of ''");
    }

    @Test
    void a_verb_that_smtp_knows_and_that_was_not_implemented_is_implemented() {
        assertThat(replies(serving(Echo.of("ETRN")), "ETRN x.test\r\n")).containsExactly("250 2.0.0 ETRN of 'x.test'");
    }

    @Test
    void a_handler_replaces_the_one_of_the_same_verb() {
        assertThat(replies(serving(Echo.of("VRFY")), "VRFY b\r\n")).containsExactly("250 2.0.0 VRFY of 'b'");
    }

    @Test
    void the_last_one_added_for_a_verb_is_the_one() {
        CommandHandler silent = new CommandHandler() {
            @Override
            public Stage stage() {
                return new Stage("XFOO");
            }

            @Override
            public Answer proceed(CommandSession session) {
                return Answer.nothing();
            }
        };
        assertThat(replies(serving(Echo.of("XFOO"), silent), "XFOO\r\n")).isEmpty();
    }

    @Test
    void a_row_that_is_no_verb_is_replaced_and_does_not_become_one() {
        assertThat(replies(serving(Echo.of("UNKNOWN")), "XYZZY a\r\nUNKNOWN b\r\nETRN\r\nHELP UNKNOWN\r\n"))
                .containsExactly(
                        "250 2.0.0 UNKNOWN of 'a'",
                        "250 2.0.0 UNKNOWN of 'b'",
                        "502 5.5.1 Command not implemented",
                        "504 5.5.4 No help on this topic");
    }

    @Test
    void rules_are_asked_about_an_added_verb() {
        for (Stage stage : List.of(new Stage("XFOO"), Stage.ANY)) {
            BareSession server = BareServer.of(
                    Talk.settings(), List.of(Echo.of("XFOO")), List.of(Talk.refusing(stage, "no*")), List.of());
            assertThat(replies(server, "XFOO nothing\r\nXFOO all\r\n"))
                    .as("%s", stage)
                    .containsExactly("450 4.2.0 No", "250 2.0.0 XFOO of 'all'");
        }
    }
}
