package org.fakesmtp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What others see has Javadoc, in every module that a plugin, a test or a program may use. The compiler's own check would want each parameter and each result described as well, where a sentence
 * has said it all.
 */
class JavadocTest {

    @TempDir
    private Path sources;

    @ParameterizedTest
    @ValueSource(strings = {"fakesmtp-api", "fakesmtp-server", "fakesmtp-plugins/standard", "fakesmtp-junit"})
    void whatever_is_public_has_a_comment(String module) throws IOException {
        List<PublicMember> members = PublicMember.in(Path.of("..", module, "src", "main", "java"));

        assertThat(members).isNotEmpty();
        assertThat(members).filteredOn(member -> member.comment().isEmpty()).isEmpty();
    }

    @Test
    void what_others_see_is_told_from_what_they_do_not() throws IOException {
        Files.writeString(sources.resolve("Shop.java"), """
                /** Sells. */
                public class Shop {
                    public static final int OPEN = 8;
                    int till;
                    protected Shop() {}
                    /**
                     * Both
                     * lines.
                     */
                    public void sell() {
                        int change = 0;
                    }
                    @Override
                    public String toString() {
                        return "";
                    }
                    public record Price(int cents) {
                        public Price {}
                    }
                    public enum Day { MONDAY }
                    interface Unseen {
                        void sell();
                    }
                    public interface Seen {
                        /** */
                        void sell();
                        private void count() {}
                    }
                }
                """);

        assertThat(PublicMember.in(sources))
                .containsExactlyInAnyOrder(
                        new PublicMember("Shop.java:2", "Shop", "Sells."),
                        new PublicMember("Shop.java:3", "Shop.OPEN", ""),
                        new PublicMember("Shop.java:5", "Shop.Shop", ""),
                        new PublicMember("Shop.java:10", "Shop.sell", "Both lines."),
                        new PublicMember("Shop.java:17", "Shop.Price", ""),
                        new PublicMember("Shop.java:18", "Shop.Price.Price", ""),
                        new PublicMember("Shop.java:20", "Shop.Day", ""),
                        new PublicMember("Shop.java:20", "Shop.Day.MONDAY", ""),
                        new PublicMember("Shop.java:24", "Shop.Seen", ""),
                        new PublicMember("Shop.java:26", "Shop.Seen.sell", ""));
    }
}
