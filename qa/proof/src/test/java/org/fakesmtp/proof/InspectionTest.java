package org.fakesmtp.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proof that nothing is lost is worth as much as what looks for it. */
class InspectionTest {

    private enum Format {
        EML("%s.eml"),
        MAILDIR("new/%s"),
        MAILDIR_READ("cur/%s:2,S");

        private final String place;

        Format(String place) {
            this.place = place;
        }
    }

    private final Ledger ledger = new Ledger();
    private final Random random = new Random(1);

    @TempDir
    private Path spool;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(spool.resolve("new"));
        Files.createDirectories(spool.resolve("cur"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_was_acknowledged_is_found_whole_and_taken(Format format) throws IOException {
        keep(format, "first", acknowledged());
        keep(format, "second", acknowledged());

        assertThat(inspect()).isEqualTo(new Findings(2, List.of(), List.of(), List.of(), 0, List.of()));
        assertThat(inspect()).isEqualTo(Findings.NONE);
        try (var files = Files.walk(spool)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_was_sent_and_not_acknowledged_may_be_there(Format format) throws IOException {
        keep(format, "first", sent());

        assertThat(inspect().areGood()).isTrue();
    }

    @Test
    void what_was_sent_and_not_acknowledged_may_be_missing() throws IOException {
        sent();

        assertThat(inspect()).isEqualTo(Findings.NONE);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_was_acknowledged_and_is_missing_is_lost(Format format) throws IOException {
        keep(format, "first", acknowledged());
        Letter lost = acknowledged();

        assertThat(inspect().lost()).containsExactly(lost.id());
    }

    @Test
    void what_was_acknowledged_is_lost_where_there_is_no_spool() throws IOException {
        Letter lost = acknowledged();

        Findings findings = new Inspection(spool.resolve("missing"), ledger).take();

        assertThat(findings.lost()).containsExactly(lost.id());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_there_twice_is_doubled(Format format) throws IOException {
        Letter letter = acknowledged();
        keep(format, "first", letter);
        keep(format, "second", letter);

        assertThat(inspect().doubled()).containsExactly(letter.id());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_comes_back_is_doubled(Format format) throws IOException {
        Letter letter = acknowledged();
        keep(format, "first", letter);
        inspect();
        keep(format, "first", letter);

        assertThat(inspect().doubled()).containsExactly(letter.id());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_cut_off_is_torn_and_lost(Format format) throws IOException {
        Letter letter = acknowledged();
        byte[] cut = Arrays.copyOf(letter.content(), letter.content().length - 1);
        keep(format, "first", new Letter(letter.id(), cut));

        Findings findings = inspect();

        assertThat(findings.torn()).singleElement().asString().contains("first");
        assertThat(findings.lost()).containsExactly(letter.id());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void an_empty_file_is_torn(Format format) throws IOException {
        keep(format, "first", new Letter("p1", new byte[0]));

        assertThat(inspect().torn()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_nobody_has_sent_is_torn(Format format) throws IOException {
        keep(format, "first", Letter.random("q1", random));

        assertThat(inspect().torn()).hasSize(1);
    }

    @Test
    void message_without_its_envelope_is_torn() throws IOException {
        keep(Format.EML, "first", acknowledged());
        Files.delete(spool.resolve("first.json"));

        assertThat(inspect().torn()).hasSize(1);
    }

    @Test
    void message_with_half_an_envelope_is_torn() throws IOException {
        Letter letter = acknowledged();
        keep(Format.EML, "first", letter);
        Files.writeString(spool.resolve("first.json"), "{ \"reversePath\": \"" + letter.sender() + "\"");

        assertThat(inspect().torn()).hasSize(1);
    }

    @Test
    void envelope_without_its_message_is_counted_once() throws IOException {
        Files.writeString(spool.resolve("first.json"), "{ }\n");

        assertThat(inspect().alone()).isOne();
        assertThat(inspect()).isEqualTo(Findings.NONE);
    }

    @Test
    void files_that_are_no_message_are_left_over_but_for_those_of_a_running_server() throws IOException {
        Files.createFile(spool.resolve(".run-ba9876543210.lock"));
        Files.createFile(spool.resolve(".run-ba9876543210-1.log"));
        Path temporary = Files.createFile(spool.resolve(".0123456789ab-1.eml.part"));
        Path log = Files.createFile(spool.resolve(".run-0123456789ab-1.log"));
        Path half = Files.writeString(spool.resolve("first.json"), "{ ");

        assertThat(inspect().left()).containsExactlyInAnyOrder(temporary.toString(), log.toString(), half.toString());
    }

    private Findings inspect() throws IOException {
        return new Inspection(spool, ledger).take();
    }

    private Letter acknowledged() {
        Letter letter = sent();
        ledger.hears(letter, "250 2.0.0 Ok");
        return letter;
    }

    private Letter sent() {
        Letter letter = Letter.random(ledger.nextId(), random);
        ledger.sends(letter);
        return letter;
    }

    private void keep(Format format, String name, Letter letter) throws IOException {
        Files.write(spool.resolve(format.place.formatted(name)), letter.content());
        if (format == Format.EML) {
            Files.write(
                    spool.resolve(name + ".json"),
                    ("{\n  \"reversePath\": \"" + letter.sender() + "\"\n}\n").getBytes(US_ASCII));
        }
    }
}
