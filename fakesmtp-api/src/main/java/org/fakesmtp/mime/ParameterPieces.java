package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.mime.ParameterizedField.Parameter;

/** One parameter, put together of what the field has of it (RFC 2231, sections 3 and 4). */
final class ParameterPieces {

    private static final Pattern SECTION = Pattern.compile("(?:\\*(\\d{1,9}))?(\\*)?");
    private static final Pattern CHARSET = Pattern.compile("([^' %]*)'([A-Za-z0-9-]*)'");
    private static final int EXTENDED = -1;

    private final String name;
    private final TreeMap<Integer, Piece> pieces = new TreeMap<>();
    private Optional<String> plain = Optional.empty();

    /** @param isEncoded whether it is encoded with per cents */
    private record Piece(String text, boolean isEncoded) {}

    ParameterPieces(List<Parameter> parameters, String name) {
        this.name = name.toLowerCase(Locale.ROOT);
        parameters.stream().filter(each -> each.name().startsWith(this.name)).forEach(this::add);
    }

    private void add(Parameter parameter) {
        Matcher section = SECTION.matcher(parameter.name().substring(name.length()));
        if (!section.matches()) {
            return;
        }
        boolean isEncoded = section.group(2) != null;
        if (section.group(1) != null) {
            pieces.putIfAbsent(Integer.valueOf(section.group(1)), new Piece(parameter.value(), isEncoded));
        } else if (isEncoded) {
            pieces.putIfAbsent(EXTENDED, new Piece(parameter.value(), true));
        } else {
            plain = plain.or(() -> Optional.of(parameter.value()));
        }
    }

    Optional<String> octets() {
        return joined().map(Joined::octets).filter(octets -> !octets.isEmpty()).or(() -> plain);
    }

    Optional<String> text() {
        return joined().filter(joined -> !joined.octets.isEmpty())
                .map(Joined::text)
                .or(() -> plain.map(EncodedWords::decode))
                .or(() -> joined().map(Joined::octets));
    }

    /** The extended form if there is one, and otherwise the pieces in the order of their numbers. */
    private Optional<Joined> joined() {
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        List<Piece> joined = List.copyOf(
                pieces.firstKey() == EXTENDED ? pieces.headMap(EXTENDED, true).values() : pieces.values());
        String prefix = joined.get(0).isEncoded ? prefix(joined.get(0).text) : "";
        StringBuilder octets = new StringBuilder();
        joined.forEach(piece -> octets.append(octets(piece, prefix)));
        return Optional.of(new Joined(octets.toString(), prefix));
    }

    /** The character set and the language with which the first piece begins; some repeat it in each piece. */
    private static String prefix(String text) {
        Matcher prefix = CHARSET.matcher(text);
        if (prefix.lookingAt()) {
            return prefix.group();
        }
        int apostrophe = text.indexOf('\'');
        return apostrophe > 0 && MailCharset.of(text.substring(0, apostrophe)).isPresent()
                ? text.substring(0, apostrophe + 1)
                : "";
    }

    private static String octets(Piece piece, String prefix) {
        if (!piece.isEncoded) {
            return piece.text;
        }
        boolean hasPrefix = piece.text.regionMatches(true, 0, prefix, 0, prefix.length());
        return Escapes.decode(hasPrefix ? piece.text.substring(prefix.length()) : piece.text, '%');
    }

    /** @param prefix the character set and the language, or nothing */
    private record Joined(String octets, String prefix) {

        String text() {
            return prefix.isEmpty()
                    ? EncodedWords.decode(octets)
                    : MailCharset.decode(octets.getBytes(ISO_8859_1), prefix.substring(0, prefix.indexOf('\'')));
        }
    }
}
