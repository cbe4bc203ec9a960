package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Step;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.framing.Expectation;
import org.fakesmtp.protocol.framing.Unit;
import org.junit.jupiter.api.Test;

/** What a server asks a conversation, beside the answers that the dialogues show. */
class ConversationTest {

    private static final int MANY = 100;

    private final Memory memory = new Memory(1_000_000);
    private int opened;
    private Conversation conversation = connected();

    private Conversation connected(Interceptor... interceptors) {
        Conversation connected = Plain.conversation(Plain.behaviour(
                Plain.replies(),
                List.of(interceptors),
                () -> {
                    opened++;
                    return new CountedContent();
                },
                memory));
        connected.receive(Unit.Event.CONNECTED);
        return connected;
    }

    private void says(String... lines) {
        for (String line : lines) {
            conversation.receive(new Unit.Line(line));
        }
    }

    private void begins(int recipients) {
        says("HELO c.test", "MAIL FROM:<a@x.test>");
        for (int i = 0; i < recipients; i++) {
            says("RCPT TO:<b@x.test>");
        }
    }

    private void sends(String content) {
        conversation.receive(new Unit.Block(ByteBuffer.wrap(content.getBytes(ISO_8859_1))));
    }

    @Test
    void quit_is_known_until_another_command_comes() {
        says("NOOP");
        assertThat(conversation.isQuitting()).isFalse();
        says("QUIT");
        assertThat(conversation.isQuitting()).isTrue();
    }

    @Test
    void message_is_coming_in_from_data_or_the_first_chunk_to_its_end() {
        begins(1);
        assertThat(conversation.isInMessage()).isFalse();
        says("DATA");
        assertThat(conversation.isInMessage()).isTrue();
        conversation.receive(Unit.Event.END_OF_CONTENT);
        assertThat(conversation.isInMessage()).isFalse();
        begins(1);
        says("BDAT 2");
        assertThat(conversation.isInMessage()).isTrue();
        sends("ab");
        conversation.receive(Unit.Event.END_OF_CHUNK);
        assertThat(conversation.isInMessage()).isTrue();
        says("BDAT 0 LAST");
        conversation.receive(Unit.Event.END_OF_CHUNK);
        assertThat(conversation.isInMessage()).isFalse();
    }

    @Test
    void messages_are_counted_at_their_end() {
        begins(1);
        says("DATA");
        assertThat(conversation.messages()).isZero();
        conversation.receive(Unit.Event.END_OF_CONTENT);
        assertThat(conversation.messages()).isEqualTo(1);
        begins(1);
        says("BDAT 0 LAST");
        conversation.receive(Unit.Event.END_OF_CHUNK);
        assertThat(conversation.messages()).isEqualTo(2);
    }

    private int openedFor(Stage stage) {
        opened = 0;
        conversation = connected(new Interceptor.OfCode(stage, exchange -> Answer.proceed()));
        begins(1);
        says("DATA");
        return opened;
    }

    @Test
    void content_that_nobody_reads_is_not_kept() {
        begins(1);
        says("DATA");
        assertThat(opened).isZero();
        assertThat(openedFor(Stage.NOOP)).isZero();
        assertThat(openedFor(Stage.MESSAGE)).isEqualTo(1);
    }

    @Test
    void what_tls_has_agreed_on_is_known_of_the_session() {
        SessionFacts.Tls agreed = new SessionFacts.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty());
        conversation.agreed(agreed);
        assertThat(conversation.session().tls()).contains(agreed);
    }

    @Test
    void nothing_of_a_transaction_is_held_after_a_greeting_or_a_handshake() {
        begins(MANY);
        assertThat(memory.taken()).isPositive();
        says("HELO c.test");
        assertThat(memory.taken()).isZero();
        begins(MANY);
        says("STARTTLS");
        assertThat(memory.taken()).isPositive();
        conversation.resume(Outcome.SECURED);
        assertThat(memory.taken()).isZero();
    }

    @Test
    void nothing_is_read_and_nothing_is_held_once_the_server_has_closed() {
        begins(MANY);
        assertThat(memory.taken()).isPositive();
        conversation.played(Step.End.CLOSE);
        assertThat(memory.taken()).isZero();
        assertThat(conversation.expects()).isEqualTo(Expectation.NOTHING);
    }

    @Test
    void nothing_is_read_and_nothing_is_held_once_the_connection_is_lost() {
        begins(MANY);
        conversation.receive(Unit.Event.DISCONNECTED);
        assertThat(memory.taken()).isZero();
        assertThat(conversation.expects()).isEqualTo(Expectation.NOTHING);
    }
}
