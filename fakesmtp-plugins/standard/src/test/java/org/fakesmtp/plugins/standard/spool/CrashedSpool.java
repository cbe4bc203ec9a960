package org.fakesmtp.plugins.standard.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.plugins.standard.Installed;
import org.fakesmtp.plugins.standard.LogTape;
import org.fakesmtp.plugins.standard.Messages;

/** The folder of a server that was killed with a log of some messages, whose files are gone: only the log has them. */
final class CrashedSpool {

    private static final String RUN = ".run-0123456789ab-";

    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();
    private byte[] log = new byte[0];
    private List<String> warnings = List.of();

    private CrashedSpool(Path folder) {
        this.folder = folder;
    }

    /** A server takes messages in the one folder, and is killed; the other has its log. */
    static CrashedSpool make(Path first, Path folder, int messages) throws Exception {
        CrashedSpool crashed = new CrashedSpool(folder);
        Random random = new Random(messages);
        try (SpoolPlugin plugin = new SpoolPlugin()) {
            MessageSink sink = start(plugin, first);
            for (int i = 0; i < messages; i++) {
                byte[] octets = new byte[random.nextInt(400)];
                random.nextBytes(octets);
                sink.deliver(Messages.of(octets));
            }
            for (Path file : SpoolPluginTest.visible(first, "")) {
                crashed.files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            crashed.log = Files.readAllBytes(logs(first).get(0));
        }
        return crashed;
    }

    /** What is in the log. */
    byte[] log() {
        return log.clone();
    }

    /** Where each message begins in the log, and where the last one ends. */
    List<Integer> places() {
        ByteBuffer all = ByteBuffer.wrap(log);
        List<Integer> places = new ArrayList<>();
        int end = 0;
        for (int at = Entry.find(all, 0); at < log.length; at = Entry.find(all, at + 1)) {
            places.add(at);
            end = at + Entry.at(all, at, all.getLong(Long.BYTES)).orElseThrow().size();
        }
        places.add(end);
        return places;
    }

    /** Starts a server where a log with these octets is, and ends it. */
    CrashedSpool restart(byte[] octets) throws IOException {
        Files.write(folder.resolve(RUN + "1.log"), octets);
        return restart();
    }

    /** Starts a server on what is there, and ends it. */
    CrashedSpool restart() {
        try (LogTape tape = new LogTape(Recovery.class.getName());
                SpoolPlugin plugin = new SpoolPlugin()) {
            start(plugin, folder);
            warnings = tape.lines().stream()
                    .filter(line -> line.contains(folder.toString()))
                    .toList();
        }
        return this;
    }

    /** What the last start has warned of. */
    List<String> warnings() {
        return warnings;
    }

    /** Each file is one of those that were written, octet for octet, and these messages are all there, with their envelopes. */
    void hasAllBut(List<Integer> lost) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : SpoolPluginTest.visible(folder, "")) {
            String name = file.getFileName().toString();
            assertThat(files).containsKey(name);
            assertThat(file).hasBinaryContent(files.get(name));
            found.add(name);
        }
        List<String> names = List.copyOf(files.keySet());
        List<String> wanted = IntStream.range(0, names.size())
                .filter(i -> !lost.contains(i / 2))
                .mapToObj(names::get)
                .toList();
        assertThat(found).containsAll(wanted);
    }

    /** How many messages there are. */
    int size() {
        return files.size() / 2;
    }

    /** The logs that were set aside. */
    List<Path> setAside() throws IOException {
        return SpoolPluginTest.all(folder).stream()
                .filter(file -> file.toString().contains(".damaged"))
                .toList();
    }

    /** The logs that a start would read. */
    List<Path> logs() throws IOException {
        return logs(folder);
    }

    void empty() throws IOException {
        for (Path file : SpoolPluginTest.all(folder)) {
            Files.delete(file);
        }
    }

    private static List<Path> logs(Path where) throws IOException {
        return SpoolPluginTest.all(where).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .toList();
    }

    private static MessageSink start(SpoolPlugin plugin, Path where) {
        Map<String, String> settings =
                Map.of("spool.directory", where.toString(), "spool.trace", "off", "spool.force", "off");
        return Installed.install(plugin, settings).sinks.get(0);
    }
}
