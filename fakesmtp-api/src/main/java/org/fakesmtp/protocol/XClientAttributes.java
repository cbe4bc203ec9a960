package org.fakesmtp.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.Domain;
import org.fakesmtp.rule.IpAddress;

/** The attributes of XCLIENT, each with a value in xtext. What is not given stays as it is, but for HELO, PROTO and LOGIN, which are forgotten. */
final class XClientAttributes {

    /** As they are announced, in the order in which Postfix documents them. */
    static final List<String> NAMES =
            List.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT", "REVERSE_NAME");

    private static final Set<String> UNAVAILABLE = Set.of("[UNAVAILABLE]", "[TEMPUNAVAIL]");
    private static final String IPV6 = "IPV6:";
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST = 255;
    private static final int LAST_PORT = 65_535;

    /** By name, the values decoded; empty where the client says that it does not know. */
    private final Map<String, Optional<String>> values = new HashMap<>();

    /** @throws Refusal where an attribute is not known, or its value is no xtext */
    XClientAttributes(String argument) throws Refusal {
        for (String attribute : argument.split(" +", -1)) {
            String[] parts = attribute.split("=", 2);
            require(parts.length == 2 && !parts[1].isEmpty(), ReplyKey.XCLIENT_SYNTAX);
            String name = parts[0].toUpperCase(Locale.ROOT);
            require(NAMES.contains(name), ReplyKey.XCLIENT_BAD_ATTRIBUTE);
            values.put(name, value(parts[1]));
        }
    }

    /** The attributes of an argument that was checked. */
    static XClientAttributes checked(String argument) {
        try {
            return new XClientAttributes(argument);
        } catch (Refusal refusal) {
            throw new IllegalStateException(argument, refusal);
        }
    }

    private static Optional<String> value(String xtext) throws Refusal {
        if (UNAVAILABLE.contains(xtext.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        require(xtext.length() <= LONGEST && Parameters.isXtext(xtext), ReplyKey.XCLIENT_BAD_ATTRIBUTE);
        String text = decoded(xtext);
        require(text.chars().noneMatch(c -> c < ' ' || c == 0x7F), ReplyKey.XCLIENT_BAD_ATTRIBUTE);
        return Optional.of(text);
    }

    /** One char for each octet. */
    private static String decoded(String xtext) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < xtext.length(); i++) {
            boolean coded = xtext.charAt(i) == '+';
            text.append(coded ? (char) Integer.parseInt(xtext.substring(i + 1, i + 3), 16) : xtext.charAt(i));
            i += coded ? 2 : 0;
        }
        return text.toString();
    }

    /** @throws Refusal where a value is none that its attribute has */
    void check(boolean strict) throws Refusal {
        for (Map.Entry<String, Optional<String>> attribute : values.entrySet()) {
            if (attribute.getValue().isPresent()) {
                require(
                        isValid(attribute.getKey(), attribute.getValue().get(), strict),
                        ReplyKey.XCLIENT_BAD_ATTRIBUTE);
            }
        }
    }

    private static boolean isValid(String name, String value, boolean strict) {
        return switch (name) {
            case "NAME", "REVERSE_NAME" -> strict ? Domain.isName(value, true) : isWord(value);
            case "ADDR", "DESTADDR" -> address(value).isPresent();
            case "PORT", "DESTPORT" -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= LAST_PORT;
            case "PROTO" -> greeting(value).isPresent();
            case "HELO" -> strict ? isWord(value) : !value.isBlank();
            default -> true;
        };
    }

    private static boolean isWord(String value) {
        return value.indexOf(' ') < 0;
    }

    private static Optional<Stage> greeting(String protocol) {
        return switch (protocol.toUpperCase(Locale.ROOT)) {
            case "SMTP" -> Optional.of(Stage.HELO);
            case "ESMTP" -> Optional.of(Stage.EHLO);
            case "LMTP" -> Optional.of(Stage.LHLO);
            default -> Optional.empty();
        };
    }

    private static Optional<IpAddress> address(String value) {
        boolean tagged = value.regionMatches(true, 0, IPV6, 0, IPV6.length());
        return IpAddress.parse(tagged ? value.substring(IPV6.length()) : value);
    }

    /** What is known of the session now. */
    SessionFacts on(SessionFacts session) {
        return session.speakingFor(
                client(session.client()),
                values.getOrDefault("NAME", session.clientName()),
                given("HELO"),
                given("PROTO").flatMap(XClientAttributes::greeting).orElse(Stage.HELO),
                given("LOGIN"));
    }

    private Optional<String> given(String name) {
        return values.getOrDefault(name, Optional.empty());
    }

    private InetSocketAddress client(InetSocketAddress before) {
        int port = values.containsKey("PORT")
                ? given("PORT").map(Integer::parseInt).orElse(0)
                : before.getPort();
        if (!values.containsKey("ADDR")) {
            return before.isUnresolved()
                    ? InetSocketAddress.createUnresolved(before.getHostString(), port)
                    : new InetSocketAddress(before.getAddress(), port);
        }
        return given("ADDR")
                .flatMap(XClientAttributes::address)
                .map(address -> new InetSocketAddress(inet(address), port))
                .orElseGet(() -> InetSocketAddress.createUnresolved(UNKNOWN, port));
    }

    private static InetAddress inet(IpAddress address) {
        try {
            return InetAddress.getByAddress(address.octets());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 16 octets", e);
        }
    }

    private static void require(boolean condition, ReplyKey otherwise) throws Refusal {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
