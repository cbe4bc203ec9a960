package org.fakesmtp.server.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.fakesmtp.fuzz.Oracle.holds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.dialogue.BareServer;
import org.fakesmtp.dialogue.Dialogues;
import org.fakesmtp.dialogue.Script;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/** Properties files, up to a server that is configured by one. What is wrong is told by {@link SettingException} alone, with the line where it stands. */
public final class PropertiesFuzz {

    private static final String FILE = "fuzz.properties";
    private static final String LINE_FEED = "\n";
    private static final Pattern PLACE = Pattern.compile(FILE + ":([0-9]+): .*", Pattern.DOTALL);

    private PropertiesFuzz() {}

    public static Stream<byte[]> seeds() throws IOException {
        Path dist = Path.of("..", "fakesmtp-dist", "src", "dist");
        try (Stream<Path> files = Files.walk(dist)) {
            Stream<byte[]> shipped = files
                    .filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .map(PropertiesFuzz::octets)
                    .toList()
                    .stream();
            Stream<byte[]> special = Stream.of(
                            "a = one, \\\n  two\n! b = 1\n", "a = \\u12", "\uFEFFa=1", "a=1\na=2", "b", "=")
                    .map(text -> text.getBytes(UTF_8));
            return Stream.of(shipped, special, Dialogues.all().map(PropertiesFuzz::octets))
                    .flatMap(seeds -> seeds);
        }
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] octets(Script script) {
        return script.settings().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + escaped(entry.getValue()) + LINE_FEED)
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Optional<List<Setting>> settings = read(input);
        settings.ifPresent(PropertiesFuzz::use);
        byte[] otherLineEnds = new String(input, ISO_8859_1)
                .replace("\r", "")
                .replace(LINE_FEED, "\r\n")
                .getBytes(ISO_8859_1);
        if (settings.isPresent() && new String(input, ISO_8859_1).indexOf('\r') < 0) {
            holds(read(otherLineEnds).equals(settings), () -> "with CR LF otherwise");
        }
    }

    private static Optional<List<Setting>> read(byte[] octets) {
        try {
            return Optional.of(PropertiesReaderTest.settings(PropertiesReader.read(FILE, octets)));
        } catch (SettingException e) {
            long lines = new String(octets, ISO_8859_1)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            holds(place.matches() && Integer.parseInt(place.group(1)) <= lines, () -> "no place: " + e);
            return Optional.empty();
        }
    }

    private static void use(List<Setting> settings) {
        List<Setting> again = PropertiesReaderTest.settings(PropertiesReader.read(
                FILE,
                settings.stream()
                        .map(setting -> LINE_FEED + setting.key() + '=' + escaped(setting.value()))
                        .collect(Collectors.joining())
                        .getBytes(UTF_8)));
        holds(values(again).equals(values(settings)), () -> "again: " + again);
        try {
            BareServer.configured(values(new Layers().settings(settings).merge().merged()))
                    .connect();
        } catch (SettingException e) {
            holds(!String.valueOf(e.getMessage()).isBlank(), () -> "no message");
        }
    }

    private static Map<String, String> values(List<Setting> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }

    /** A value as a file has it. */
    private static String escaped(String value) {
        return value.chars()
                .mapToObj(
                        c -> c > ' ' && c < 0x7F && c != '\\' ? String.valueOf((char) c) : String.format("\\u%04X", c))
                .collect(Collectors.joining());
    }
}
