package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.ProtocolSettings.Dialect;

/**
 * The one dispatch table of a listener: a row for each command, and one for each other stage of the dialogue. Reads like the documentation; nothing repeats
 * it elsewhere.
 */
final class CommandTable {

    /** How a session begins under SMTP and under LMTP. */
    private static final Map<Dialect, List<CommandHandler>> GREETINGS = Map.of(
            Dialect.SMTP,
            List.of(
                    new Helo(Stage.HELO, ReplyKey.HELO_OK, ReplyKey.HELO_SYNTAX),
                    new Helo(Stage.EHLO, ReplyKey.EHLO_OK, ReplyKey.EHLO_SYNTAX)),
            Dialect.LMTP,
            List.of(new Helo(Stage.LHLO, ReplyKey.LHLO_OK, ReplyKey.LHLO_SYNTAX)));

    /** How a mail transaction begins; DATA follows. */
    private static final List<CommandHandler> TRANSACTION = List.of(new Mail(), new Rcpt());

    /** What both have in common besides, in the order in which HELP lists it; extensions bring more. */
    private static final List<CommandHandler> COMMANDS = List.of(
            new Simple(Stage.RSET, ReplyKey.RSET_OK, Simple.Argument.NONE, CommandContext::endTransaction),
            new Simple(Stage.NOOP, ReplyKey.NOOP_OK, Simple.Argument.ANY, context -> {}),
            new Verify(Stage.VRFY, ReplyKey.VRFY_OK, ReplyKey.VRFY_REFUSED, ProtocolSettings::vrfy),
            new Verify(Stage.EXPN, ReplyKey.EXPN_OK, ReplyKey.EXPN_REFUSED, ProtocolSettings::expn),
            new Quit());

    /** Verbs of SMTP and its extensions that are recognized where they are not served (RFC 5321, section 4.2.4). */
    private static final Set<String> NOT_IMPLEMENTED =
            Set.of("STARTTLS", "AUTH", "BDAT", "HELP", "ETRN", "TURN", "ATRN", "SEND", "SOML", "SAML", "BURL");

    private final Map<String, Row> verbs = new LinkedHashMap<>();
    final Row connect;
    final Row tls;
    final Row content;
    final Row idle;
    final Row credentials;
    final Row message;
    private final Row unknown;
    private final Row notImplemented;
    private final Map<String, String> keywords = new HashMap<>();
    private final List<Interceptor> interceptors;

    CommandTable(
            Dialect dialect, List<Extension> extensions, List<CommandHandler> added, List<Interceptor> interceptors) {
        this.interceptors = interceptors;
        boolean lmtp = dialect == Dialect.LMTP;
        ReplyKey noRecipients = lmtp ? ReplyKey.NO_RECIPIENT_ACCEPTED : ReplyKey.NO_VALID_RECIPIENTS;
        Map<String, CommandHandler> handlers = new LinkedHashMap<>();
        List<List<CommandHandler>> groups = new ArrayList<>(List.of(
                GREETINGS.getOrDefault(dialect, List.of()), TRANSACTION, List.of(new Data(noRecipients)), COMMANDS));
        for (Extension extension : extensions) {
            List<CommandHandler> brought = extension.commands(noRecipients);
            brought.forEach(handler -> keywords.put(handler.stage().name(), extension.keyword()));
            groups.add(brought);
        }
        groups.add(added);
        groups.forEach(
                group -> group.forEach(handler -> handlers.put(handler.stage().name(), handler)));
        connect = row(taken(handlers, new Greeting()), false);
        tls = row(taken(handlers, new Handshaking()), false);
        content = byOctets(row(taken(handlers, new ContentFlow()), false));
        idle = row(taken(handlers, new Silence()), false);
        credentials = row(taken(handlers, new Credentials()), false);
        message = row(taken(handlers, lmtp ? new LmtpEndOfContent() : new SmtpEndOfContent()), false);
        notImplemented = row(new Unknown(ReplyKey.NOT_IMPLEMENTED), true);
        unknown = row(taken(handlers, new Unknown(ReplyKey.UNKNOWN_COMMAND)), true);
        handlers.forEach((verb, handler) -> verbs.put(verb, row(handler, true)));
    }

    /** What a plugin has added for a stage that is no verb, taken from among the verbs; otherwise the standard. */
    private static CommandHandler taken(Map<String, CommandHandler> handlers, CommandHandler standard) {
        CommandHandler added = handlers.remove(standard.stage().name());
        return added == null ? standard : added;
    }

    private Row row(CommandHandler handler, boolean command) {
        Stage stage = handler.stage();
        List<Interceptor> asked = asked(interceptor -> interceptor.isAskedAt(stage, command));
        List<Interceptor> first = stage.equals(Stage.BDAT)
                ? asked(interceptor ->
                        interceptor.isAskedAt(stage, command) || interceptor.isAskedAt(Stage.DATA, command))
                : asked;
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        phases.addAll(handler.phases());
        return new Row(handler, command, Collections.unmodifiableSet(phases), asked, first);
    }

    /** The row with those first who are asked after the fewest octets. */
    private static Row byOctets(Row row) {
        List<Interceptor> sorted = row.interceptors().stream()
                .sorted(Comparator.comparingLong(Interceptor::octets))
                .toList();
        return new Row(row.handler(), row.command(), row.phases(), sorted, sorted);
    }

    private List<Interceptor> asked(Predicate<Interceptor> which) {
        return interceptors.stream().filter(which).toList();
    }

    /** What stands before the first blank of a line. */
    static String verb(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? line : line.substring(0, blank);
    }

    /** The row of a verb, which may be in any case. */
    Row row(String verb) {
        Row row = verbs.get(verb);
        if (row == null) {
            String capitals = verb.toUpperCase(Locale.ROOT);
            row = verbs.getOrDefault(capitals, NOT_IMPLEMENTED.contains(capitals) ? notImplemented : unknown);
        }
        return row;
    }

    /** The same where some extensions are refused. */
    Row row(String verb, Set<String> disabled) {
        Row row = row(verb);
        boolean refused = !disabled.isEmpty()
                && disabled.contains(keywords.get(row.stage().name()));
        return refused ? notImplemented : row;
    }

    /** The verbs, in the order of the table. */
    List<String> verbs() {
        return List.copyOf(verbs.keySet());
    }

    /** The lines that the rows of plugins add to the reply to EHLO. */
    List<String> ehloLines() {
        return verbs.values().stream()
                .flatMap(row -> row.handler().ehloLine().stream())
                .toList();
    }

    /** The phases given, as a set for a handler. */
    static Set<Phase> in(Phase... phases) {
        return Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(phases)));
    }
}
