package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Octets of every kind that a terminal or a log must not see, one char for each, and the judgement whether one is left. */
final class Hostile {

    /** Marks of direction, embeddings, overrides and isolates, and what else is not seen or ends a line. */
    private static final List<Integer> CHARACTERS = List.of(
            0x85, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
            0x2067, 0x2068, 0x2069, 0xFEFF, 0xE0041);

    private Hostile() {}

    /** C0 but for CR and LF, and DEL. */
    static List<String> ascii() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7F))
                .filter(octet -> octet != '\r' && octet != '\n')
                .mapToObj(octet -> String.valueOf((char) octet))
                .toList();
    }

    /** C1 in UTF-8, bidirectional controls, invisible characters and line ends beyond ASCII. */
    static List<String> utf8() {
        return Stream.concat(IntStream.range(0x80, 0xA0).boxed(), CHARACTERS.stream())
                .map(Character::toString)
                .map(text -> new String(text.getBytes(UTF_8), ISO_8859_1))
                .toList();
    }

    /** All of them, octets above 7F alone too, a CR, a LF and an escape sequence that clears the screen. */
    static List<String> all() {
        Stream<String> alone = IntStream.range(0x80, 0x100).mapToObj(octet -> "" + (char) octet);
        return Stream.of(ascii().stream(), utf8().stream(), alone, Stream.of("\r", "\n", "\u001B[2J", "\u009B2J"))
                .flatMap(octets -> octets)
                .toList();
    }

    /** The characters of a text that are to be seen by no terminal, as hexadecimal numbers; a line feed ends a line. */
    static String in(String text) {
        return text.codePoints()
                .filter(c -> c != '\n' && (Character.isISOControl(c) || isUnseen(Character.getType(c))))
                .mapToObj(Integer::toHexString)
                .collect(Collectors.joining(" "));
    }

    private static boolean isUnseen(int type) {
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
