package org.fakesmtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.protocol.framing.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a transaction takes of the memory of all sessions, and of content that cannot be kept. */
class MailTransactionTest {

    private static final int MANY = 100;

    private final Memory memory = new Memory(50_000);
    private final MailTransaction transaction = begun();

    private MailTransaction begun() {
        return new MailTransaction(ReversePath.nullPath(), Map.of(), Optional.empty(), memory);
    }

    private static Recipient recipient(String localPart, Map<String, String> parameters) {
        return new Recipient(new Mailbox(localPart, "x.test"), parameters);
    }

    /** What so many of the same recipient take. */
    private long taken(Recipient recipient) {
        MailTransaction many = begun();
        for (int i = 0; i < MANY; i++) {
            many.add(recipient);
        }
        long taken = memory.taken();
        many.close();
        return taken;
    }

    @Test
    void some_recipients_are_taken_where_no_memory_is_left_and_then_no_more() {
        memory.holding(0).hold(50_000);
        int room = 0;
        while (transaction.hasRoom() && room < MANY) {
            transaction.add(recipient("b", Map.of()));
            room++;
        }
        assertThat(room).isBetween(10, 20);
    }

    @Test
    void recipients_count_with_the_text_of_their_mailboxes_and_parameters() {
        long least = taken(recipient("b", Map.of()));
        assertThat(taken(recipient("b".repeat(11), Map.of()))).isEqualTo(least + 10 * MANY);
        long parameter = taken(recipient("b", Map.of("ORCPT", ""))) - least;
        assertThat(parameter).isGreaterThan(10 * MANY);
        assertThat(taken(recipient("b", Map.of("ORCPT", "r".repeat(10))))).isEqualTo(least + parameter + 10 * MANY);
        assertThat(taken(recipient("b", Map.of("ORCPT", "", "NOTIFY", "")))).isEqualTo(least + 2 * parameter);
    }

    @Test
    void memory_is_given_back_at_the_end_of_the_transaction() {
        assertThat(taken(recipient("b", Map.of()))).isPositive();
        assertThat(memory.taken()).isZero();
    }

    /** Content on a disk that has failed. */
    private static final class Failing implements ContentBuffer {

        private final IOException failure;
        private int closed;

        Failing(String failure) {
            this.failure = new IOException(failure);
        }

        @Override
        public void append(ByteBuffer block) throws IOException {
            throw failure;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, MESSAGE_NO_SPACE", "broken, MESSAGE_FAILED"})
    void content_that_cannot_be_kept_is_refused_at_its_end_and_no_more_of_it_is_kept(String failure, ReplyKey reply) {
        Failing content = new Failing(failure);
        transaction.openContent(content);
        transaction.append(new Unit.Block(ByteBuffer.allocate(3)), ProtocolSettings.defaults());
        transaction.append(new Unit.Block(ByteBuffer.allocate(4)), ProtocolSettings.defaults());
        assertThat(transaction.failure()).contains(reply);
        assertThat(transaction.received()).isEqualTo(7);
        assertThat(content.closed).isEqualTo(1);
    }

    @Test
    void content_is_closed_with_its_transaction() {
        Failing content = new Failing("broken");
        transaction.openContent(content);
        transaction.close();
        assertThat(content.closed).isEqualTo(1);
    }
}
