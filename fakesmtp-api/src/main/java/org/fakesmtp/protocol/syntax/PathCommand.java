package org.fakesmtp.protocol.syntax;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;

/**
 * The argument of MAIL or RCPT as {@code syntax = lenient} reads it, for those who look at what clients send.
 *
 * @param forgiven what of it is not RFC 5321 to the letter; of an argument that lenient refuses too, as far as it was read
 * @param parameters keyword in capitals to value, which may be empty; none where the argument is refused
 */
public record PathCommand(Set<PathLeniency> forgiven, Map<String, String> parameters) {

    /** Keeps copies. */
    public PathCommand {
        forgiven = forgiven.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(forgiven));
        parameters = Map.copyOf(parameters);
    }

    /** Reads what follows MAIL, one char for each octet. */
    public static PathCommand mail(String argument) {
        return read(
                new PathParser(argument.strip(), false, ReplyKey.MAIL_SYNTAX, ReplyKey.MAIL_BAD_ADDRESS),
                PathParser::reversePath);
    }

    /** Reads what follows RCPT, one char for each octet. */
    public static PathCommand rcpt(String argument) {
        return read(
                new PathParser(argument.strip(), false, ReplyKey.RCPT_SYNTAX, ReplyKey.RCPT_BAD_ADDRESS),
                PathParser::forwardPath);
    }

    private interface Reading {
        Object path(PathParser parser) throws Refusal;
    }

    private static PathCommand read(PathParser parser, Reading reading) {
        Map<String, String> parameters = Map.of();
        try {
            reading.path(parser);
            parameters = parser.parameters();
        } catch (Refusal refusal) {
            // What was forgiven before it was refused is told all the same.
        }
        return new PathCommand(parser.forgiven(), parameters);
    }
}
