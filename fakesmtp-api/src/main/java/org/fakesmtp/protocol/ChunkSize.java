package org.fakesmtp.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The argument of BDAT (RFC 3030, section 2): how many octets the chunk has, and whether it is the last. */
record ChunkSize(long octets, boolean last) {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})( +[Ll][Aa][Ss][Tt])?");

    /** Empty where the argument says nothing of the kind. */
    static Optional<ChunkSize> of(String argument) {
        Matcher matcher = SYNTAX.matcher(argument);
        return matcher.matches()
                ? Optional.of(new ChunkSize(Long.parseLong(matcher.group(1)), matcher.group(2) != null))
                : Optional.empty();
    }
}
