package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.setting.Setting;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what the product does. */
class ReadmeTest {

    @TempDir
    private Path temporary;

    static List<Path> texts() {
        return Block.texts();
    }

    static Stream<Block> java() {
        return Block.in("java").filter(block -> !block.isImports());
    }

    static Stream<Block> taken() {
        return Block.texts().stream()
                .flatMap(text -> Block.of(text).stream())
                .filter(block -> block.source().isPresent());
    }

    static Stream<Block> properties() {
        return Block.in("properties");
    }

    static Stream<Block> dialogues() {
        return Block.in("smtp");
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Block.ROOT.resolve("fakesmtp-dist/src/dist/examples"))) {
            return files.filter(file -> file.toString().endsWith(".properties")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_link_leads_to_a_file_or_a_heading_in_it(Path text) {
        assertThat(Link.in(text)).allMatch(Link::leadsSomewhere);
    }

    @ParameterizedTest
    @MethodSource("java")
    void java_code_names_the_file_it_is_from(Block block) {
        assertThat(block.source()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("taken")
    void code_stands_in_the_file_it_is_from(Block block) {
        String file = Block.read(Block.ROOT.resolve(block.source().orElseThrow()));
        if (block.language().equals("xml")) {
            assertThat(Elements.ofFile(file).have(Elements.of(block.text()))).isTrue();
        } else {
            assertThat(file).contains(block.text());
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void settings_are_valid(Block block) throws IOException {
        server(block).close();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examples_are_valid(Path example) {
        assertThat(new ProcessedExample(example).warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void clients_see_what_is_shown(Block block) throws IOException {
        try (FakeSmtpServer server = server(block.settingsAbove().orElseThrow()).start();
                Dialogue client = new Dialogue(server.port())) {
            for (String line : block.text().lines().toList()) {
                if (line.startsWith("C: ")) {
                    client.say(line.substring(3));
                } else if (!line.startsWith("#")) {
                    assertThat("S: " + client.line()).as(block.toString()).isEqualTo(line);
                }
            }
        }
    }

    /** A server with these settings over the standard plugins, on a free port. */
    private FakeSmtpServer server(Block block) throws IOException {
        Path file = Files.writeString(temporary.resolve("block.properties"), block.text());
        return FakeSmtpServer.builder()
                .set("plugins", "console, spool, reject, delay, fault")
                .configure(layers -> layers.file(file))
                .configure(layers -> layers.settings(List.of(new Setting("listen", "localhost:0", "test"))))
                .set("spool.directory", temporary.resolve("spool").toString())
                .build();
    }

    /** A file of the zip that is a whole configuration. */
    private record ProcessedExample(Path file) {
        List<String> warnings() {
            try (FakeSmtpServer server = FakeSmtpServer.builder()
                    .configure(layers -> layers.file(file))
                    .build()) {
                return server.warnings();
            }
        }
    }
}
