package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.fakesmtp.protocol.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpillingContentTest {

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "1, true", "2097152, true"})
    void what_is_beyond_the_limit_lies_in_a_file_until_the_content_is_closed(int beyond, boolean spilled)
            throws IOException {
        byte[] octets = new byte[SpillingContent.IN_MEMORY + beyond];
        new Random(beyond).nextBytes(octets);
        SpillingContent content = new SpillingContent(Memory.unlimited());
        for (int from = 0; from < octets.length; from += 10_000) {
            content.append(ByteBuffer.wrap(octets, from, Math.min(10_000, octets.length - from)));
        }
        assertThat(content.size()).isEqualTo(octets.length);
        assertThat(content.file()).matches(file -> file.isPresent() == spilled);
        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(octets);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(octets);
        Optional<Path> file = content.file();
        content.close();
        assertThat(file.stream()).allMatch(Files::notExists);
    }

    @Test
    void what_memory_has_no_room_for_lies_in_the_file_as_well() throws IOException {
        Memory memory = new Memory(5000);
        SpillingContent content = new SpillingContent(memory);
        for (int i = 0; i < 6; i++) {
            content.append(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 0, 4));
            content.append(ByteBuffer.wrap(new byte[1000]));
        }
        assertThat(content.file()).isPresent();
        assertThat(memory.taken()).isPositive().isLessThanOrEqualTo(5000);
        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes())
                    .hasSize(6024)
                    .startsWith(1, 2, 3, 4, 0)
                    .endsWith(new byte[1000]);
        }
        content.close();
        assertThat(memory.taken()).isZero();
    }
}
