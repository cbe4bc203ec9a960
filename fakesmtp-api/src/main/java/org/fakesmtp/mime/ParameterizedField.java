package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of a field such as Content-Type or Content-Disposition: a value, and parameters behind it (RFC 2045, section 5.1; RFC 2183; RFC 2231). Read as it is meant where it is not
 * written as it should be: quotes, semicolons or apostrophes may be missing, pieces may come in any order and with gaps. If a parameter stands twice, the first one counts.
 */
public final class ParameterizedField {

    private final String value;
    private final List<Parameter> parameters;

    ParameterizedField(String value, List<Parameter> parameters) {
        this.value = value;
        this.parameters = List.copyOf(parameters);
    }

    /**
     * Reads the body of a field.
     *
     * @param body what stands behind the colon of the field, folded or not
     */
    public static ParameterizedField of(byte[] body) {
        return new ParameterParser(ReadableText.unfolded(new String(body, ISO_8859_1))).read();
    }

    /** What stands before the parameters, without comments, in small letters: {@code text/plain}, {@code attachment}. It may be empty. */
    public String value() {
        return value.toLowerCase(Locale.ROOT);
    }

    /**
     * The text of a parameter: put together of its pieces, decoded from its character set (RFC 2231) or from the encoded words that many write there. In its extended form ({@code filename*}) it
     * counts more than in the plain one.
     */
    public Optional<String> parameter(String name) {
        return new ParameterPieces(parameters, name).text();
    }

    /** The octets of a parameter, each as a character: put together of its pieces, and not decoded further. A boundary is compared so. */
    public Optional<String> octets(String name) {
        return new ParameterPieces(parameters, name).octets();
    }

    /**
     * A parameter as it stands in the field.
     *
     * @param name in small letters, with its asterisks
     * @param value without its quotes, an octet in each character
     */
    record Parameter(String name, String value) {}
}
