package org.fakesmtp.protocol;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.fakesmtp.api.Stage;

/**
 * A service extension that is no command: its line in the reply to EHLO and the parameters that it brings (RFC 5321, section 2.2).
 *
 * @param keyword the EHLO keyword
 * @param arguments what follows the keyword, with a blank in front; empty where nothing does
 * @param parameters the parameters of MAIL and RCPT
 */
record Extension(String keyword, Function<ProtocolSettings, String> arguments, List<Parameter> parameters) {

    private static final int SIZE_DIGITS = 20;

    /** Command pipelining (RFC 2920). */
    static final Extension PIPELINING = new Extension("PIPELINING", settings -> "", List.of());

    /** 8bit-MIME transport (RFC 6152). */
    static final Extension EIGHT_BIT_MIME =
            new Extension("8BITMIME", settings -> "", List.of(new Parameter(Stage.MAIL, "BODY", Extension::body)));

    /** Message size declaration (RFC 1870). */
    static final Extension SIZE = new Extension(
            "SIZE",
            settings -> " " + settings.sizeLimit(),
            List.of(new Parameter(Stage.MAIL, "SIZE", Extension::size)));

    /** Enhanced status codes (RFC 2034). */
    static final Extension ENHANCED_STATUS_CODES = new Extension("ENHANCEDSTATUSCODES", settings -> "", List.of());

    /** The extensions of every session, in the order in which they are announced. */
    static final List<Extension> STANDARD = List.of(PIPELINING, EIGHT_BIT_MIME, SIZE, ENHANCED_STATUS_CODES);

    /** The line in the reply to EHLO. */
    String ehloLine(ProtocolSettings settings) {
        return keyword + arguments.apply(settings);
    }

    private static void body(CommandContext context, String value) throws Refusal {
        switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT", "8BITMIME" -> {}
            case "BINARYMIME" -> throw new Refusal(ReplyKey.PARAMETER_NOT_IMPLEMENTED);
            default -> throw new Refusal(ReplyKey.BAD_PARAMETER);
        }
    }

    private static void size(CommandContext context, String value) throws Refusal {
        if (value.isEmpty() || value.length() > SIZE_DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refusal(ReplyKey.BAD_PARAMETER);
        }
        long limit = context.settings().sizeLimit();
        long size =
                new BigInteger(value).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        if (limit > 0 && size > limit) {
            throw new Refusal(ReplyKey.MAIL_TOO_LARGE);
        }
        context.declare(size);
    }
}
