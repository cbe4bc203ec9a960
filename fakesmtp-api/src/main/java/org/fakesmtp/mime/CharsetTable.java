package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of character sets: those of charsets.txt, and after them those that the JDK knows. */
final class CharsetTable {

    private static final int LONGEST = 100;
    private static final String FILE = "charsets.txt";
    private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]+");
    private static final Pattern CODE_PAGE = Pattern.compile("(?:x?(?:windows|win|cp|ms|ibm|codepage))?(\\d{3,5})");

    private final Map<String, List<Charset>> labels = new HashMap<>();

    private CharsetTable(Stream<String> lines) {
        lines.filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::add);
    }

    static CharsetTable shipped() {
        try (InputStream in = Objects.requireNonNull(CharsetTable.class.getResourceAsStream(FILE), FILE)) {
            return new CharsetTable(new String(in.readAllBytes(), UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code charset charset = label label}. A set none of whose charsets this JDK has is left out. */
    private void add(String line) {
        String[] sides = line.split(" = ", 2);
        List<Charset> charsets = new ArrayList<>();
        for (String name : sides[0].split(" ", -1)) {
            AddedCharsets.named(name).ifPresent(charsets::add);
        }
        if (!charsets.isEmpty()) {
            for (String label : sides[1].split(" ", -1)) {
                labels.putIfAbsent(letters(label), List.copyOf(charsets));
            }
        }
    }

    /** The charsets that decode what a label names, the best one first; none if nobody knows it. */
    List<Charset> charsets(String label) {
        String name = name(label);
        if (name.isEmpty() || name.length() > LONGEST) {
            return List.of();
        }
        return spellings(letters(name))
                .map(this::charset)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(List.of());
    }

    private Optional<List<Charset>> charset(String letters) {
        return Optional.ofNullable(labels.get(letters))
                .or(() -> Optional.ofNullable(OfJdk.CHARSETS.get(letters)).map(this::charset));
    }

    /** The JDK knows more names of sets that the table reads in another way. */
    private List<Charset> charset(Charset known) {
        return labels.getOrDefault(letters(known.name()), List.of(known));
    }

    /** A label, and if nobody knows it the ways in which people spell others. */
    private static Stream<String> spellings(String letters) {
        Stream<String> prefixes =
                Stream.of("x", "cs").filter(letters::startsWith).map(prefix -> letters.substring(prefix.length()));
        Stream<String> suffixes = Stream.of("i", "e")
                .filter(letters::endsWith)
                .map(suffix -> letters.substring(0, letters.length() - suffix.length()));
        Matcher page = CODE_PAGE.matcher(letters);
        Stream<String> pages = page.matches() ? Stream.of("cp" + page.group(1), page.group(1)) : Stream.empty();
        return Stream.of(Stream.of(letters, "cs" + letters), prefixes, suffixes, pages)
                .flatMap(each -> each);
    }

    /** What is left without quotes and whatever else people put around it, in small letters. */
    static String name(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        int start = name.startsWith("charset=") ? "charset=".length() : 0;
        while (start < name.length() && !isPart(name.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < name.length() && isPart(name.charAt(end))) {
            end++;
        }
        return name.substring(start, end);
    }

    private static boolean isPart(char character) {
        return character > ' ' && character < 0x7F && "\"'`=;,*\\<>()[]{}".indexOf(character) < 0;
    }

    private static String letters(String name) {
        return PUNCTUATION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Read only when a name is in no table, as the list is long. */
    private static final class OfJdk {

        static final Map<String, Charset> CHARSETS = new HashMap<>();

        static {
            Charset.availableCharsets().forEach((name, charset) -> {
                CHARSETS.putIfAbsent(letters(name), charset);
                charset.aliases().forEach(alias -> CHARSETS.putIfAbsent(letters(alias), charset));
            });
        }
    }
}
