package org.fakesmtp.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.protocol.syntax.Domain;
import org.fakesmtp.protocol.syntax.PathLeniency;
import org.fakesmtp.rule.Network;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.Settings;

/**
 * What the dialogue of a listener needs to know of the configuration.
 *
 * @param hostname the name in the banner and in other replies
 * @param limits what a session may use up
 * @param syntax how strictly commands are read
 * @param bareNewline what a CR or LF that is no part of a CR LF is in message content
 * @param dialect which protocol the listener speaks
 * @param without keywords of extensions that are switched off, in capitals
 * @param tls when TLS begins
 * @param tlsRequired whether most commands are refused in the clear
 * @param auth who may authenticate, and whether one must
 * @param vrfy what VRFY says
 * @param expn what EXPN says
 * @param xclient who may say by XCLIENT for whom it speaks; nobody where XCLIENT is off
 */
public record ProtocolSettings(
        String hostname,
        Limits limits,
        Syntax syntax,
        BareNewline bareNewline,
        Dialect dialect,
        Set<String> without,
        TlsMode tls,
        boolean tlsRequired,
        AuthPolicy auth,
        Verification vrfy,
        Verification expn,
        List<Network> xclient) {

    private static final Set<String> LMTP_DEMANDS = Set.of("PIPELINING", "ENHANCEDSTATUSCODES");

    /** How strictly commands are read. */
    public enum Syntax {
        /** Takes what many clients send: what {@link PathLeniency} lists of paths, any text as a HELO name. */
        LENIENT,
        /** RFC 5321 to the letter. */
        STRICT
    }

    /** What a bare CR or a bare LF is in content. Neither ever ends a line or the content. */
    public enum BareNewline {
        /** An octet like any other, kept. */
        KEEP,
        /** The message is refused at its end. */
        REFUSE
    }

    /** Which protocol a listener speaks. */
    public enum Dialect {
        /** SMTP and ESMTP (RFC 5321). */
        SMTP,
        /** LMTP (RFC 2033). */
        LMTP
    }

    /** When TLS begins. */
    public enum TlsMode {
        /** When the client asks for it by STARTTLS (RFC 3207). */
        STARTTLS,
        /** With the connection (RFC 8314). */
        IMPLICIT,
        /** Never. */
        OFF
    }

    /** What VRFY or EXPN says (RFC 5321, section 3.5.3). */
    public enum Verification {
        /** 252: it cannot be told. */
        AMBIGUOUS,
        /** 250 with the argument. */
        CONFIRM,
        /** 550: there is none. */
        REFUSE,
        /** 502: the command is not implemented. */
        OFF
    }

    /** Keeps copies of the keywords and of the networks. */
    public ProtocolSettings {
        without = Set.copyOf(without);
        xclient = List.copyOf(xclient);
    }

    /** The settings of a server of which nothing is set. */
    public static ProtocolSettings defaults() {
        return read(Settings.of(Map.of()), AuthPolicy.OFF);
    }

    /**
     * Reads {@code hostname}, {@code limit.*}, {@code syntax}, {@code bare-newline}, {@code protocol}, {@code extension.*}, {@code tls.mode}, {@code tls.required},
     * {@code vrfy}, {@code expn} and {@code xclient.trusted}.
     *
     * @throws org.fakesmtp.setting.SettingException where a value is wrong
     */
    public static ProtocolSettings read(Settings settings, AuthPolicy auth) {
        return read(settings, settings, auth);
    }

    /**
     * The same for a listener, where some of them may differ.
     *
     * @param listener has {@code protocol}, {@code extension.*}, {@code tls.*} and {@code xclient.trusted}: its own settings over the general ones
     * @param auth read by the server, since it may stand in a file
     */
    public static ProtocolSettings read(Settings listener, Settings settings, AuthPolicy auth) {
        TlsMode tls = listener.choice("tls.mode", TlsMode.OFF);
        return new ProtocolSettings(
                settings.value("hostname", ProtocolSettings::hostname).orElse("localhost"),
                Limits.read(settings),
                settings.choice("syntax", Syntax.LENIENT),
                settings.choice("bare-newline", BareNewline.KEEP),
                listener.choice("protocol", Dialect.SMTP),
                switchedOff(listener),
                tls,
                tlsRequired(listener, settings, tls),
                auth,
                settings.choice("vrfy", Verification.AMBIGUOUS),
                settings.choice("expn", Verification.AMBIGUOUS),
                listener.value("xclient.trusted", Network::parseList).orElse(List.of()));
    }

    /** Without TLS nothing can be required: the general requirement falls for a listener that switches TLS off, any other is wrong. */
    private static boolean tlsRequired(Settings listener, Settings general, TlsMode tls) {
        Optional<Setting> required = listener.get("tls.required");
        if (!listener.flag("tls.required", false) || tls != TlsMode.OFF || listener.isWrong("tls.mode")) {
            return listener.flag("tls.required", false);
        }
        boolean switchedOff = !listener.get("tls.mode").equals(general.get("tls.mode"));
        if (!switchedOff || !required.equals(general.get("tls.required"))) {
            listener.report(
                    "tls.required",
                    required.orElseThrow().error("'on' needs tls.mode = starttls or implicit, and it is off"));
        }
        return false;
    }

    private static Set<String> switchedOff(Settings settings) {
        Set<String> off = new LinkedHashSet<>();
        for (Extension extension : Extension.ALL) {
            if (!settings.flag(extension.setting(), true)) {
                off.add(extension.keyword());
            }
        }
        return off;
    }

    private static String hostname(String text) {
        if (!Domain.isValid(text, false)) {
            throw new IllegalArgumentException("'" + text + "' is no host name such as mail.example.test");
        }
        return text;
    }

    /** Whether TLS begins with the connection (RFC 8314). */
    public boolean isTlsImplicit() {
        return tls == TlsMode.IMPLICIT;
    }

    boolean isStrict() {
        return syntax == Syntax.STRICT;
    }

    /** Whether an extension is switched off, or has nothing to offer. LMTP demands some (RFC 2033, section 5). */
    boolean isOff(String keyword) {
        return switch (keyword) {
            case "STARTTLS" -> tls != TlsMode.STARTTLS || without.contains(keyword);
            case "XCLIENT" -> xclient.isEmpty() || without.contains(keyword);
            case "AUTH" -> auth.mechanisms().isEmpty() || without.contains(keyword);
            default -> without.contains(keyword) && !(isLmtp() && LMTP_DEMANDS.contains(keyword));
        };
    }

    boolean isLmtp() {
        return dialect == Dialect.LMTP;
    }
}
