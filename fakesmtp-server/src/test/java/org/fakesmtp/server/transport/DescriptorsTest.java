package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorsTest {

    @TempDir
    private Path process;

    private int looks;

    private Descriptors descriptors() {
        return new Descriptors(process, () -> looks++);
    }

    private void are(int open) throws IOException {
        Path folder = Files.createDirectories(process.resolve("fd"));
        for (int i = 0; i < open; i++) {
            Files.createFile(folder.resolve(String.valueOf(i)));
        }
    }

    private void mayBe(String limit) throws IOException {
        Files.writeString(process.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             95968                95968                processes
                Max open files            %s                   1048576              files
                """.formatted(limit));
    }

    private void take(Descriptors descriptors, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            descriptors.take();
        }
    }

    @Test
    void none_is_looked_for_while_many_are_left() throws IOException {
        mayBe("400");
        are(100);
        take(descriptors(), 400);
        assertThat(looks).isZero();
    }

    @Test
    void each_is_looked_for_when_few_are_left() throws IOException {
        mayBe("200");
        are(100);
        take(descriptors(), 50);
        assertThat(looks).isEqualTo(50);
    }

    @Test
    void it_is_asked_again_when_half_of_them_may_have_gone() throws IOException {
        mayBe("400");
        are(100);
        Descriptors descriptors = descriptors();
        take(descriptors, 150);
        mayBe("200");
        take(descriptors, 10);
        assertThat(looks).isEqualTo(10);
    }

    @Test
    void each_is_looked_for_where_the_system_tells_nothing() throws IOException {
        take(descriptors(), 3);
        mayBe("unlimited");
        are(10);
        take(descriptors(), 3);
        assertThat(looks).isEqualTo(6);
    }
}
