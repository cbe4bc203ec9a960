package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.dialogue.Talk.MESSAGE;
import static org.fakesmtp.dialogue.Talk.asking;
import static org.fakesmtp.dialogue.Talk.code;
import static org.fakesmtp.dialogue.Talk.last;
import static org.fakesmtp.dialogue.Talk.replies;
import static org.fakesmtp.dialogue.Talk.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Handshake;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.CommandSession;
import org.fakesmtp.api.Phase;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Interceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of plugins that fails: the client gets 451, the session and its neighbours go on. */
class ContainmentTest {

    private static final String FAILED = "451 4.3.0 Local error in processing";
    private static final String OK = "250 2.0.0 Ok";

    private static RuntimeException broken() {
        return new IllegalStateException("broken");
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                broken(),
                new NoClassDefFoundError("org/example/Missing"),
                new AssertionError("broken"),
                new StackOverflowError("broken"),
                new ServiceConfigurationError("broken"));
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** A verb that throws wherever it is told to. */
    private record Broken(String where, Throwable failure) implements CommandHandler {

        Broken(String where) {
            this(where, broken());
        }

        private void at(String place) {
            if (where.equals(place)) {
                fail(failure);
            }
        }

        @Override
        public Stage stage() {
            return new Stage("XFOO");
        }

        @Override
        public Set<Phase> phases() {
            return where.equals("outOfSequence") ? Set.of() : OPEN;
        }

        @Override
        public ReplyKey outOfSequence(Phase phase) {
            at("outOfSequence");
            return phase.outOfSequence();
        }

        @Override
        public void check(CommandSession session) {
            at("check");
        }

        @Override
        public Answer proceed(CommandSession session) {
            at("proceed");
            return Answer.of(List.of(new Step.BeginTls(Handshake.NORMAL)));
        }

        @Override
        public Answer resume(CommandSession session, Outcome outcome) {
            at("resume");
            return Answer.nothing();
        }

        @Override
        public void answered(CommandSession session, Answer answer) {
            fail(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void handler_that_throws_costs_its_command_451(Throwable failure) {
        for (String place : List.of("check", "proceed", "resume", "outOfSequence")) {
            assertThat(replies(serving(new Broken(place, failure)), "XFOO\r\nNOOP\r\n"))
                    .as(place)
                    .containsExactly(FAILED, OK);
        }
    }

    @Test
    void want_of_memory_is_nobodys_to_contain() {
        Throwable want = new OutOfMemoryError("broken");
        CommandHandler starving = new CommandHandler() {
            @Override
            public Stage stage() {
                return new Stage("XFOO");
            }

            @Override
            public Answer proceed(CommandSession session) {
                throw (Error) want;
            }
        };
        assertThatThrownBy(() -> replies(serving(new Broken("check", want)), "XFOO\r\n"))
                .isSameAs(want);
        assertThatThrownBy(() -> replies(serving(starving), "XFOO\r\n")).isSameAs(want);
        BareSession noting = BareServer.of(
                Talk.settings(),
                List.of(new Broken("nowhere else", want)),
                List.of(Talk.refusing(new Stage("XFOO"), "*")),
                List.of());
        assertThatThrownBy(() -> replies(noting, "XFOO\r\n")).isSameAs(want);
        SessionObserver observer = new SessionObserver() {
            @Override
            public void received(SessionFacts session, String line) {
                throw (Error) want;
            }
        };
        assertThatThrownBy(() -> replies(Talk.seenBy(observer), "NOOP\r\n")).isSameAs(want);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void handler_that_throws_when_a_rule_has_answered_does_not_harm_that_answer(Throwable failure) {
        BareSession server = BareServer.of(
                Talk.settings(),
                List.of(new Broken("nowhere else", failure)),
                List.of(Talk.refusing(new Stage("XFOO"), "*")),
                List.of());
        assertThat(replies(server, "XFOO\r\nNOOP\r\n")).containsExactly("450 4.2.0 No", OK);
    }

    @Test
    void answerer_that_throws_costs_451_and_leaves_the_transaction_as_it_was() {
        Interceptor throwing = code(Stage.RCPT, exchange -> {
            if (exchange.argument().contains("bad")) {
                throw new java.io.IOException("no database");
            }
            return Answer.proceed();
        });
        assertThat(
                        replies(
                                asking(throwing),
                                "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<bad@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n.\r\n"))
                .containsExactly(
                        "250 localhost",
                        "250 2.1.0 Sender ok",
                        FAILED,
                        "250 2.1.5 Recipient ok",
                        "354 End data with <CR><LF>.<CR><LF>",
                        "250 2.0.0 Ok: message s1-1 taken");
    }

    @Test
    @SuppressWarnings("NullAway") // this is what a plugin does that was compiled without it
    void answerer_that_answers_nothing_at_all_costs_451() {
        assertThat(replies(asking(code(Stage.NOOP, exchange -> null)), "NOOP\r\nRSET\r\n"))
                .containsExactly(FAILED, OK);
    }

    @Test
    void answerer_that_throws_at_the_end_of_the_message_ends_the_transaction() {
        Interceptor throwing = code(Stage.MESSAGE, exchange -> {
            throw broken();
        });
        BareSession server = asking(throwing);
        assertThat(last(server, MESSAGE)).isEqualTo(FAILED);
        assertThat(server.receive("RCPT TO:<b@x.test>\r\n").said()).last().isEqualTo("503 5.5.1 Send MAIL first");
        assertThat(server.deliveries()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void observer_that_throws_is_not_noticed_by_the_client_nor_by_other_observers(Throwable failure) {
        List<String> seen = new ArrayList<>();
        SessionObserver throwing = new SessionObserver() {
            @Override
            public void opened(SessionFacts session) {
                fail(failure);
            }

            @Override
            public void received(SessionFacts session, String line) {
                fail(failure);
            }

            @Override
            public void replied(SessionFacts session, Reply reply) {
                fail(failure);
            }
        };
        SessionObserver noting = new SessionObserver() {
            @Override
            public void received(SessionFacts session, String line) {
                seen.add(line);
            }
        };
        assertThat(replies(Talk.seenBy(throwing, noting), "NOOP\r\nRSET\r\n")).containsExactly(OK, OK);
        assertThat(seen).containsExactly("NOOP", "RSET");
    }

    @Test
    void a_neighbour_is_served_while_another_session_fails() {
        BareSession failing = serving(new Broken("check")).connect();
        BareSession neighbour = serving(new Broken("check")).connect();
        failing.receive("XFOO\r\n");
        assertThat(neighbour.receive("NOOP\r\n").said()).last().isEqualTo(OK);
    }
}
