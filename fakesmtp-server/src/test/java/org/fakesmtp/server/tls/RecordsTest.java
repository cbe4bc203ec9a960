package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private final Records records = new Records();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void recordsThatArriveTogetherAreCutWhereEachEnds() {
        record(1);
        record(0);
        record(0x1234);

        assertThat(lengths(cut(sent.size(), false))).containsExactly(6, 5, 5 + 0x1234);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 300})
    void noOctetIsHeldBackDuringTheHandshakeHoweverTheyArrive(int step) {
        record(3);
        record(400);

        List<byte[]> pieces = cut(step, false);

        assertThat(join(pieces)).isEqualTo(sent.toByteArray());
        assertThat(lengths(pieces)).allMatch(length -> length <= step);
    }

    @Test
    void recordThatBeginsInOneBufferEndsInTheNext() {
        record(10);
        record(10);

        assertThat(lengths(cut(17, false))).containsExactly(15, 2, 13);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 300, 423})
    void afterTheHandshakeContentIsTakenInWholeRecords(int step) {
        record(3);
        record(400);
        record(5);

        assertThat(lengths(cut(step, true))).containsExactly(8, 405, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void afterTheHandshakeNoOctetIsLostThoughAHeaderComesInPieces(int step) {
        record(3);
        record(400);

        assertThat(join(cut(step, true))).isEqualTo(sent.toByteArray());
    }

    @Test
    void recordThatClaimsMoreThanThereMayBeIsNotWaitedFor() {
        sent.writeBytes(new byte[] {23, 3, 3, (byte) 0xff, (byte) 0xff, 1});

        assertThat(lengths(cut(6, true))).containsExactly(6);
    }

    @Test
    void recordOfWhichOnlyTheHeaderIsThereTakesLittleMemory() {
        sent.writeBytes(new byte[] {23, 3, 3, 0x40, 0});

        assertThat(cut(5, true)).isEmpty();
        assertThat(records.held()).isLessThan(1024);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 300, 1000, 9000})
    void recordThatComesInPiecesIsWholeInTheEnd(int step) {
        record(16 * 1024);
        sent.writeBytes(new byte[] {23, 3, 3, 0, 3, 1, 2, 3});

        List<byte[]> pieces = cut(step, true);

        assertThat(lengths(pieces)).startsWith(5 + 16 * 1024);
        assertThat(join(pieces)).isEqualTo(sent.toByteArray());
    }

    private void record(int length) {
        sent.writeBytes(new byte[] {23, 3, 3, (byte) (length >> 8), (byte) length});
        sent.writeBytes(new byte[length]);
    }

    /** All that was sent, in buffers of so many octets. */
    private List<byte[]> cut(int step, boolean secured) {
        List<byte[]> pieces = new ArrayList<>();
        byte[] all = sent.toByteArray();
        for (int from = 0; from < all.length; from += step) {
            IoBuffer arrived = IoBuffer.wrap(all, from, Math.min(step, all.length - from));
            while (arrived.hasRemaining()) {
                IoBuffer piece = records.next(arrived, secured);
                if (piece.hasRemaining()) {
                    byte[] octets = new byte[piece.remaining()];
                    piece.get(octets);
                    pieces.add(octets);
                }
            }
        }
        return pieces;
    }

    private static byte[] join(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<Integer> lengths(List<byte[]> pieces) {
        return pieces.stream().map(piece -> piece.length).toList();
    }
}
