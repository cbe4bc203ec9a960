package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.LogTape;
import org.fakesmtp.plugins.standard.Messages;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Things in the folder of the spool that the server has not made, under names that it would give. */
@Timeout(60)
class ForeignFilesTest {

    private static final String RUN = "0123456789ab";
    private static final String LOG = ".run-" + RUN + "-1.log";
    private static final long TERABYTE = 1L << 40;

    @TempDir
    Path spool;

    private List<String> warnings = List.of();

    @BeforeEach
    void makeStaging() throws IOException {
        Files.createDirectory(spool.resolve(".tmp"));
    }

    /** What may bear the name of a log. */
    enum Kind {
        PIPE("is a pipe, a socket or a device") {
            @Override
            void make(Path name) throws Exception {
                pipe(name);
            }
        },
        SOCKET("is a pipe, a socket or a device") {
            @Override
            void make(Path name) throws Exception {
                try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    socket.bind(UnixDomainSocketAddress.of(name));
                }
            }
        },
        FOLDER("is a folder") {
            @Override
            void make(Path name) throws Exception {
                Files.createDirectories(name.resolve("with something in it"));
            }
        },
        LINK("is a link") {
            @Override
            void make(Path name) throws Exception {
                Files.createSymbolicLink(name, Path.of("/etc/hostname"));
            }
        },
        LINK_TO_NOTHING("is a link") {
            @Override
            void make(Path name) throws Exception {
                Files.createSymbolicLink(name, Path.of("nowhere"));
            }
        },
        EMPTY("is empty; if it held messages, they are lost") {
            @Override
            void make(Path name) throws Exception {
                Files.createFile(name);
            }
        },
        ZEROS("does not begin like a spool log (size in octets: 8388608)") {
            @Override
            void make(Path name) throws Exception {
                Files.write(name, new byte[Segment.SIZE]);
            }
        },
        TEXT("does not begin like a spool log (size in octets: 21)") {
            @Override
            void make(Path name) throws Exception {
                Files.writeString(name, "a log of another kind");
            }
        },
        SPARSE_GIANT("does not begin like a spool log (size in octets: " + TERABYTE + ")") {
            @Override
            void make(Path name) throws Exception {
                try (RandomAccessFile file = new RandomAccessFile(name.toFile(), "rw")) {
                    file.setLength(TERABYTE);
                }
            }
        },
        OLDER_VERSION("is of version 1 of the spool log, and this fakesmtp reads version 2") {
            @Override
            void make(Path name) throws Exception {
                Files.write(name, header(1));
            }
        },
        NEWER_VERSION("is of version 3 of the spool log, and this fakesmtp reads version 2") {
            @Override
            void make(Path name) throws Exception {
                Files.write(name, header(3));
            }
        };

        private final String says;

        Kind(String says) {
            this.says = says;
        }

        abstract void make(Path name) throws Exception;

        private static byte[] header(int version) {
            return ByteBuffer.allocate(Segment.SIZE)
                    .putLong(0x46534C4F47000000L | version)
                    .putLong(1)
                    .array();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_only_bears_the_name_of_a_log_is_told_and_left_alone(Kind kind) throws Exception {
        Path name = spool.resolve(LOG);
        kind.make(name);
        Object before = stamp(name);

        takesMail();

        assertThat(warnings)
                .containsExactly(
                        "WARN " + name + " bears the name of a spool log and " + kind.says + ": it is left alone");
        assertThat(stamp(name)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"PIPE", "SOCKET", "FOLDER", "LINK", "LINK_TO_NOTHING"})
    void what_only_bears_the_name_of_a_lock_is_told_and_left_alone_with_all_of_that_name(Kind kind) throws Exception {
        Path lock = spool.resolve(".tmp/.run-" + RUN + ".lock");
        Path temporary = Files.createFile(spool.resolve(".tmp/." + RUN + "-1.eml.part"));
        Files.createFile(spool.resolve(LOG));
        kind.make(lock);

        takesMail();

        assertThat(warnings)
                .containsExactly("WARN whether the server of " + lock
                        + " runs cannot be told, what it may have left stays: it " + kind.says);
        assertThat(List.of(temporary, spool.resolve(LOG))).allMatch(Files::exists);
        assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"PIPE", "SOCKET", "FOLDER", "LINK", "LINK_TO_NOTHING"})
    void what_only_bears_the_name_of_a_temporary_file_is_told_and_left_alone(Kind kind) throws Exception {
        Path name = spool.resolve(".tmp/." + RUN + "-1.eml.part");
        kind.make(name);

        takesMail();

        assertThat(warnings)
                .containsExactly(
                        "WARN " + name + " bears the name of a temporary file and " + kind.says + ": it is left alone");
        assertThat(Files.exists(name, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void log_that_was_not_whole_when_its_server_died_is_removed_without_a_word() throws Exception {
        Path begun = Files.write(spool.resolve(".tmp/." + RUN + "-3.log.part"), new byte[100]);

        takesMail();

        assertThat(begun).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".tmp", ""})
    void pipe_in_the_place_of_a_folder_of_the_spool_is_an_error_at_the_start(String which) throws Exception {
        Path place = spool.resolve("other").resolve(which);
        Files.createDirectories(place.getParent());
        pipe(place);

        assertThatThrownBy(() -> start(new SpoolPlugin(), spool.resolve("other")))
                .isInstanceOf(SettingException.class)
                .hasMessageEndingWith("is no directory that can be made and written: " + place + ": it exists already");
    }

    /** A message without octets is as long as a pipe, which must not be read. */
    @Test
    void pipe_in_the_place_of_a_message_is_replaced_by_it() throws Exception {
        Path name = spool.resolve("empty.eml");
        pipe(name);
        ByteBuffer block = ByteBuffer.allocate(1000);
        new Entry(List.of(new Filed("empty.eml", "eml", new byte[0]))).putInto(block, 1);
        Segment.make(new ForcedDisk(), spool.resolve("made"), spool.resolve(LOG), 1)
                .append(block);

        takesMail();

        assertThat(name).isEmptyFile();
        assertThat(spool.resolve(LOG)).doesNotExist();
    }

    private void takesMail() throws Exception {
        try (LogTape tape = new LogTape("org.fakesmtp.plugins.standard.spool");
                SpoolPlugin plugin = new SpoolPlugin()) {
            assertThat(start(plugin, spool).deliver(Messages.of("x"))).isEqualTo(Delivery.taken());
            warnings = tape.lines().stream()
                    .filter(line -> line.contains(spool.toString()))
                    .toList();
        }
        assertThat(SpoolPluginTest.visible(spool, ".eml")).isNotEmpty();
    }

    private static MessageSink start(SpoolPlugin plugin, Path directory) {
        return Installed.install(plugin, Map.of("spool.directory", directory.toString()))
                .sinks
                .get(0);
    }

    private static Object stamp(Path name) throws IOException {
        return Files.readAttributes(name, "size,lastModifiedTime,fileKey,isOther", LinkOption.NOFOLLOW_LINKS);
    }

    private static void pipe(Path name) throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", name.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "needs mkfifo");
    }
}
