package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log of the spool that the disk has damaged: what is damaged costs the messages that it hits, and no other. */
class DamagedLogTest {

    private static final int MESSAGES = 12;
    private static final int ROUNDS = 8;
    private static final int MOST = 700;

    @TempDir
    Path first;

    @TempDir
    Path folder;

    private CrashedSpool spool;
    private List<Integer> places = List.of();

    @BeforeEach
    void crash() throws Exception {
        spool = CrashedSpool.make(first, folder, MESSAGES);
        places = spool.places();
    }

    @Test
    void intact_log_is_restored_without_a_word_and_gone() throws Exception {
        spool.restart(spool.log());

        spool.hasAllBut(List.of());
        assertThat(spool.warnings()).isEmpty();
        assertThat(SpoolPluginTest.all(folder)).hasSize(2 * MESSAGES);
    }

    @Test
    void each_octet_that_is_wrong_costs_the_message_that_it_is_in_and_no_other() {
        byte[] log = Arrays.copyOf(spool.log(), last() + EndMark.SIZE);
        List<Entry> all = entries(log);
        assertThat(all).hasSize(MESSAGES);
        Random random = new Random(7);
        for (int i = 0; i < log.length; i++) {
            byte[] damaged = log.clone();
            damaged[i] ^= (byte) (1 + random.nextInt(255));
            List<Entry> expected = new ArrayList<>(all);
            hit(i, i + 1).stream().findFirst().ifPresent(lost -> expected.remove((int) lost));

            assertSame(entries(damaged), expected, i);
        }
    }

    @Test
    void last_message_that_is_damaged_is_told_and_its_log_kept() throws Exception {
        byte[] log = spool.log();
        log[last() - 1] ^= 1;

        spool.restart(log);

        spool.hasAllBut(List.of(MESSAGES - 1));
        assertThat(spool.setAside())
                .singleElement()
                .satisfies(kept -> assertThat(kept).hasBinaryContent(log));
        assertThat(spool.warnings())
                .singleElement()
                .asString()
                .startsWith("WARN " + folder.resolve(".run-0123456789ab-1.log") + " is damaged at octets "
                        + places.get(MESSAGES - 1) + " to ")
                .endsWith(": its other 11 messages are there, 22 files of them were restored; it is kept as "
                        + ".run-0123456789ab-1.log.damaged");
    }

    @Test
    void log_that_is_set_aside_is_neither_read_nor_overwritten_again() throws Exception {
        for (int i = 1; i <= 3; i++) {
            byte[] log = spool.log();
            log[places.get(i) + 30] ^= 1;
            spool.restart(log);

            assertThat(spool.setAside()).hasSize(i);
        }
        List<Path> kept = spool.setAside();

        spool.restart();

        assertThat(spool.warnings()).isEmpty();
        assertThat(spool.setAside()).isEqualTo(kept);
    }

    @Test
    void both_headers_that_are_damaged_cost_no_message() throws Exception {
        byte[] log = spool.log();
        Arrays.fill(log, 0, SegmentHeader.SIZE, (byte) 0x55);
        Arrays.fill(log, log.length - SegmentHeader.SIZE, log.length, (byte) 0x55);

        spool.restart(log);

        spool.hasAllBut(List.of());
        assertThat(spool.setAside()).hasSize(1);
    }

    @Test
    void length_that_is_garbage_costs_its_message_and_no_memory() throws Exception {
        for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0, 1, 1 << 20}) {
            byte[] log = spool.log();
            ByteBuffer.wrap(log).putInt(places.get(3) + Integer.BYTES + Long.BYTES, length);
            spool.restart(log);

            spool.hasAllBut(List.of(3));
            spool.empty();
        }
    }

    @Test
    void what_a_segment_had_in_it_before_it_was_used_again_stays_away_when_its_header_is_damaged() throws Exception {
        Path file = folder.resolve(".run-0123456789ab-1.log");
        try (Segment segment = Segment.make(new ForcedDisk(), folder.resolve("made"), file, 1)) {
            segment.append(block(1, "old-1", "old-2", "old-3"));
            segment.begin(33);
            segment.append(block(33, "new"));
        }
        byte[] log = Files.readAllBytes(file);
        Files.delete(file);
        for (int i = 0; i < SegmentHeader.SIZE; i++) {
            byte[] damaged = log.clone();
            damaged[i] ^= 0x20;
            assertThat(entries(damaged))
                    .flatExtracting(Entry::files)
                    .extracting(Filed::place)
                    .containsExactly("new.eml");
        }
    }

    /** What may become of a part of a file. */
    enum Damage {
        ZEROED {
            @Override
            byte[] apply(byte[] log, int from, int to, Random random) {
                Arrays.fill(log, from, to, (byte) 0);
                return log;
            }
        },
        RANDOM {
            @Override
            byte[] apply(byte[] log, int from, int to, Random random) {
                byte[] octets = new byte[to - from];
                random.nextBytes(octets);
                System.arraycopy(octets, 0, log, from, octets.length);
                return log;
            }
        },
        TAKEN_OUT {
            @Override
            byte[] apply(byte[] log, int from, int to, Random random) {
                return join(Arrays.copyOf(log, from), Arrays.copyOfRange(log, to, log.length));
            }
        },
        DOUBLED {
            @Override
            byte[] apply(byte[] log, int from, int to, Random random) {
                return join(Arrays.copyOf(log, to), Arrays.copyOfRange(log, from, log.length));
            }
        },
        CUT_OFF {
            @Override
            byte[] apply(byte[] log, int from, int to, Random random) {
                return Arrays.copyOf(log, from);
            }
        };

        abstract byte[] apply(byte[] log, int from, int to, Random random);

        /** Behind the region all may be lost; a region that is doubled has lost nothing that is before it and after it. */
        int end(int from, int to) {
            return this == CUT_OFF ? Integer.MAX_VALUE : this == DOUBLED ? to + 1 : to;
        }

        private static byte[] join(byte[] one, byte[] other) {
            byte[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }
    }

    @ParameterizedTest
    @EnumSource
    void damaged_region_costs_no_message_that_it_does_not_touch(Damage damage) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            int from = random.nextInt(last());
            int to = from + 1 + random.nextInt(Math.min(MOST, last() - from));
            spool.restart(damage.apply(spool.log(), from, to, random));

            spool.hasAllBut(damage == Damage.DOUBLED ? hit(to, to + 1) : hit(from, damage.end(from, to)));
            assertThat(spool.logs()).as("round " + seed).isEmpty();
            assertThat(spool.setAside()).as("round " + seed).hasSize(1);
            assertThat(spool.warnings()).hasSize(1);
            spool.empty();
        }
    }

    @Test
    void messages_that_have_changed_places_are_all_there_once() throws Exception {
        byte[] log = spool.log();
        int middle = places.get(5);
        byte[] one = Arrays.copyOfRange(log, places.get(0), middle);
        byte[] other = Arrays.copyOfRange(log, middle, last());
        System.arraycopy(other, 0, log, places.get(0), other.length);
        System.arraycopy(one, 0, log, places.get(0) + other.length, one.length);

        spool.restart(log);

        spool.hasAllBut(List.of());
        assertThat(spool.setAside()).isEmpty();
    }

    @Test
    void file_that_cannot_be_restored_keeps_none_from_being_restored_and_the_log_stays() throws Exception {
        String name =
                first.relativize(SpoolPluginTest.visible(first, ".eml").get(4)).toString();
        Files.createDirectories(folder.resolve(name).resolve("in the way"));

        spool.restart(spool.log());

        assertThat(SpoolPluginTest.visible(folder, ".eml")).hasSize(MESSAGES - 1);
        assertThat(spool.logs()).hasSize(1);
        assertThat(spool.warnings()).singleElement().asString().contains("stays for the next start: 1 files, such as ");
        Files.delete(folder.resolve(name).resolve("in the way"));
        Files.delete(folder.resolve(name));

        spool.restart();

        spool.hasAllBut(List.of());
        assertThat(spool.logs()).isEmpty();
    }

    private int last() {
        return places.get(MESSAGES);
    }

    /** The messages that have an octet in a region. */
    private List<Integer> hit(int from, int to) {
        return IntStream.range(0, MESSAGES)
                .filter(i -> from < places.get(i + 1) && to > places.get(i))
                .boxed()
                .toList();
    }

    private static ByteBuffer block(long epoch, String... names) {
        ByteBuffer block = ByteBuffer.allocate(100_000);
        for (String name : names) {
            new Entry(List.of(new Filed(name + ".eml", "eml", new byte[1000]))).putInto(block, epoch);
        }
        return block;
    }

    private static List<Entry> entries(byte[] log) {
        LogReader reader = LogReader.left(ByteBuffer.wrap(log)).orElseThrow();
        List<Entry> all = new ArrayList<>();
        for (Optional<Entry> next = reader.get(); next.isPresent(); next = reader.get()) {
            all.add(next.get());
        }
        return all;
    }

    private static void assertSame(List<Entry> found, List<Entry> expected, int place) {
        assertThat(texts(found)).as("octet " + place).isEqualTo(texts(expected));
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.files().stream())
                .map(file -> file.place() + " " + Arrays.hashCode(file.octets()))
                .toList();
    }
}
