package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fakesmtp.api.Stage;

/**
 * The one dispatch table of the server: a row for each command, and one for each other stage of the dialogue. Reads like the documentation; nothing repeats
 * it elsewhere.
 */
final class CommandTable {

    /** The commands, in the order in which HELP lists them. A handler of a plugin replaces the one of the same verb. */
    static final List<CommandHandler> COMMANDS = List.of(
            new Helo(Stage.HELO, ReplyKey.HELO_OK, ReplyKey.HELO_SYNTAX),
            new Helo(Stage.EHLO, ReplyKey.EHLO_OK, ReplyKey.EHLO_SYNTAX),
            new Mail(),
            new Rcpt(),
            new Data(),
            new Simple(Stage.RSET, ReplyKey.RSET_OK, Simple.Argument.NONE, CommandContext::endTransaction),
            new Simple(Stage.NOOP, ReplyKey.NOOP_OK, Simple.Argument.ANY, context -> {}),
            new Simple(Stage.VRFY, ReplyKey.VRFY_OK, Simple.Argument.SOME, context -> {}),
            new Simple(Stage.EXPN, ReplyKey.EXPN_OK, Simple.Argument.SOME, context -> {}),
            new Help(),
            new Quit());

    /** Verbs of SMTP and its extensions that are recognized and not served (RFC 5321, section 4.2.4). */
    private static final Set<String> NOT_IMPLEMENTED =
            Set.of("STARTTLS", "AUTH", "BDAT", "ETRN", "TURN", "ATRN", "SEND", "SOML", "SAML", "BURL", "LHLO");

    private final Map<String, Row> verbs = new LinkedHashMap<>();
    final Row connect;
    final Row message;
    private final Row unknown;
    private final Row notImplemented;

    CommandTable(List<CommandHandler> added, List<Interceptor> interceptors) {
        Map<String, CommandHandler> handlers = new LinkedHashMap<>();
        COMMANDS.forEach(handler -> handlers.put(handler.stage().name(), handler));
        added.forEach(handler -> handlers.put(handler.stage().name(), handler));
        connect = row(taken(handlers, new Greeting()), interceptors, false);
        message = row(taken(handlers, new EndOfContent()), interceptors, false);
        notImplemented = row(new Unknown(ReplyKey.NOT_IMPLEMENTED), interceptors, true);
        unknown = row(taken(handlers, new Unknown(ReplyKey.UNKNOWN_COMMAND)), interceptors, true);
        handlers.forEach((verb, handler) -> verbs.put(verb, row(handler, interceptors, true)));
    }

    /** What a plugin has added for a stage that is no verb, taken from among the verbs; otherwise the standard. */
    private static CommandHandler taken(Map<String, CommandHandler> handlers, CommandHandler standard) {
        CommandHandler added = handlers.remove(standard.stage().name());
        return added == null ? standard : added;
    }

    private static Row row(CommandHandler handler, List<Interceptor> interceptors, boolean command) {
        List<Interceptor> asked = new ArrayList<>(interceptors);
        asked.removeIf(interceptor -> !interceptor.isAskedAt(handler.stage(), command));
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        phases.addAll(handler.phases());
        return new Row(handler, Collections.unmodifiableSet(phases), List.copyOf(asked));
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

    /** The verbs, in the order of the table. */
    List<String> verbs() {
        return List.copyOf(verbs.keySet());
    }

    /** The lines that the rows add to the reply to EHLO. */
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
