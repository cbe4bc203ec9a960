package org.fakesmtp.protocol.syntax;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument of BDAT (RFC 3030, section 2): how many octets the chunk has, and whether it is the last. Any number of digits is a size, and what cannot be counted is refused and swallowed as
 * any other chunk that is too large: taken for a wrong syntax, its octets would be commands.
 */
public record ChunkSize(long octets, boolean last) {

    private static final Pattern SYNTAX = Pattern.compile("0*([0-9]+)( +[Ll][Aa][Ss][Tt])?");
    private static final int DIGITS = 18;

    /** Empty where the argument says nothing of the kind. */
    public static Optional<ChunkSize> of(String argument) {
        Matcher matcher = SYNTAX.matcher(argument);
        return matcher.matches()
                ? Optional.of(new ChunkSize(number(matcher.group(1)), matcher.group(2) != null))
                : Optional.empty();
    }

    private static long number(String digits) {
        return digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
