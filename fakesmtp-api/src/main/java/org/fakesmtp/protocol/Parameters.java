package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;

/** What the values of ESMTP parameters must be. Each refuses a wrong one. */
final class Parameters {

    private static final int SIZE_DIGITS = 20;

    /** Of {@code ENVID}, before decoding (RFC 3461, section 4.4), and of {@code ORCPT} (section 4.2). */
    private static final int ENVID_LENGTH = 100;

    private static final int ORCPT_LENGTH = 500;

    /** Possessive: otherwise two thousand octets use up the stack. */
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*+");

    private static final Pattern NON_ASCII = Pattern.compile("[^\\x00-\\x7F]");
    private static final Pattern ADDRESS_TYPE = Pattern.compile("[A-Za-z0-9-]+");
    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");

    private Parameters() {}

    /** {@code BODY} (RFC 6152; BINARYMIME: RFC 3030). */
    static void body(CommandContext context, String value) throws Refusal {
        switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT", "8BITMIME" -> {}
            case "BINARYMIME" ->
                require(Extension.isOffered(context, "BINARYMIME"), ReplyKey.PARAMETER_NOT_IMPLEMENTED);
            default -> throw new Refusal(ReplyKey.BAD_PARAMETER);
        }
    }

    /** {@code SIZE} (RFC 1870). */
    static void size(CommandContext context, String value) throws Refusal {
        require(!value.isEmpty() && value.length() <= SIZE_DIGITS, ReplyKey.BAD_PARAMETER);
        require(value.chars().allMatch(c -> c >= '0' && c <= '9'), ReplyKey.BAD_PARAMETER);
        long limit = context.settings().limits().size();
        long size =
                new BigInteger(value).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        require(limit == 0 || size <= limit, ReplyKey.MAIL_TOO_LARGE);
        context.declare(size);
    }

    /** {@code AUTH} (RFC 4954, section 5). */
    static void auth(CommandContext context, String value) throws Refusal {
        require(value.equals("<>") || isXtext(value), ReplyKey.BAD_PARAMETER);
    }

    /** {@code RET} (RFC 3461, section 4.3). */
    static void ret(CommandContext context, String value) throws Refusal {
        require(value.equalsIgnoreCase("FULL") || value.equalsIgnoreCase("HDRS"), ReplyKey.BAD_PARAMETER);
    }

    /** {@code ENVID} (RFC 3461, section 4.4). */
    static void envid(CommandContext context, String value) throws Refusal {
        require(isXtext(value) && value.length() <= ENVID_LENGTH, ReplyKey.BAD_PARAMETER);
    }

    /** {@code NOTIFY} (RFC 3461, section 4.1): {@code NEVER}, or some of the others. */
    static void notify(CommandContext context, String value) throws Refusal {
        List<String> words = Arrays.asList(value.toUpperCase(Locale.ROOT).split(",", -1));
        boolean some = NOTIFY.containsAll(words) && Set.copyOf(words).size() == words.size();
        require(value.equalsIgnoreCase("NEVER") || some, ReplyKey.BAD_PARAMETER);
    }

    /** {@code ORCPT} (RFC 3461, section 4.2): an address type and an address in xtext, of the type {@code utf-8} in UTF-8 where SMTPUTF8 allows it (RFC 6533, section 3). */
    static void orcpt(CommandContext context, String value) throws Refusal {
        int separator = value.indexOf(';');
        require(separator > 0 && value.getBytes(UTF_8).length <= ORCPT_LENGTH, ReplyKey.BAD_PARAMETER);
        String type = value.substring(0, separator);
        require(ADDRESS_TYPE.matcher(type).matches(), ReplyKey.BAD_PARAMETER);
        boolean utf8 = type.equalsIgnoreCase("utf-8") && context.transaction().isInternational();
        String address = value.substring(separator + 1);
        require(isXtext(utf8 ? NON_ASCII.matcher(address).replaceAll("") : address), ReplyKey.BAD_PARAMETER);
    }

    /** A parameter without a value. */
    static void empty(CommandContext context, String value) throws Refusal {
        require(value.isEmpty(), ReplyKey.BAD_PARAMETER);
    }

    /** Text in which {@code +} and two digits stand for an octet (RFC 3461, section 4). */
    static boolean isXtext(String value) {
        return !value.isEmpty() && XTEXT.matcher(value).matches();
    }

    private static void require(boolean condition, ReplyKey otherwise) throws Refusal {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
