package org.fakesmtp.protocol;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.sasl.Mechanism;

/**
 * A service extension (RFC 5321, section 2.2): its line in the reply to EHLO, the parameters that it brings to MAIL and RCPT, and its commands. Each can be switched off by
 * {@code extension.<keyword> = off}; its parameters and commands are then not known.
 *
 * @param keyword the EHLO keyword
 * @param usable whether a session may use it now; only then is it announced
 * @param arguments what follows the keyword in the reply, with a blank in front; empty where nothing does
 * @param parameters the parameters of MAIL and RCPT
 * @param handlers the rows of the command table, made for the reply that says that there is no recipient
 */
record Extension(
        String keyword,
        Predicate<CommandContext> usable,
        Function<CommandContext, String> arguments,
        List<Parameter> parameters,
        List<Function<ReplyKey, CommandHandler>> handlers) {

    private static Extension plain(String keyword, Parameter... parameters) {
        return new Extension(keyword, context -> true, context -> "", List.of(parameters), List.of());
    }

    /** All extensions, in the order in which they are announced. */
    static final List<Extension> ALL = List.of(
            plain("PIPELINING"),
            plain("8BITMIME", new Parameter(Stage.MAIL, "BODY", Parameters::body)),
            new Extension(
                    "SIZE",
                    context -> true,
                    context -> " " + context.settings().limits().size(),
                    List.of(new Parameter(Stage.MAIL, "SIZE", Parameters::size)),
                    List.of()),
            new Extension("STARTTLS", StartTls::isUsable, context -> "", List.of(), List.of(key -> new StartTls())),
            new Extension(
                    "AUTH",
                    Auth::isUsable,
                    Extension::mechanisms,
                    List.of(new Parameter(Stage.MAIL, "AUTH", Parameters::auth)),
                    List.of(key -> new Auth())),
            new Extension("CHUNKING", context -> true, context -> "", List.of(), List.of(Bdat::new)),
            new Extension("BINARYMIME", context -> isOffered(context, "CHUNKING"), context -> "", List.of(), List.of()),
            plain(
                    "DSN",
                    new Parameter(Stage.MAIL, "RET", Parameters::ret),
                    new Parameter(Stage.MAIL, "ENVID", Parameters::envid),
                    new Parameter(Stage.RCPT, "NOTIFY", Parameters::notify),
                    new Parameter(Stage.RCPT, "ORCPT", Parameters::orcpt)),
            plain("SMTPUTF8", new Parameter(Stage.MAIL, "SMTPUTF8", Parameters::empty)),
            plain("ENHANCEDSTATUSCODES"),
            new Extension(
                    "XCLIENT",
                    XClient::isTrusted,
                    context -> " " + String.join(" ", XClientAttributes.NAMES),
                    List.of(),
                    List.of(key -> new XClient())),
            new Extension("HELP", context -> true, context -> "", List.of(), List.of(key -> new Help())));

    /** Whether an extension is switched on for a listener and usable in the session now. */
    static boolean isOffered(CommandContext context, String keyword) {
        return context.behaviour().extensions().stream()
                .anyMatch(extension -> extension.keyword().equals(keyword)
                        && !context.disabled().contains(keyword)
                        && extension.usable().test(context));
    }

    /** Its rows of the command table. */
    List<CommandHandler> commands(ReplyKey noRecipients) {
        return handlers.stream().map(handler -> handler.apply(noRecipients)).toList();
    }

    /** The setting that switches it on or off. */
    String setting() {
        return "extension." + keyword.toLowerCase(Locale.ROOT);
    }

    /** The line in the reply to EHLO. */
    String ehloLine(CommandContext context) {
        return keyword + arguments.apply(context);
    }

    private static String mechanisms(CommandContext context) {
        return context.settings().auth().mechanisms().stream()
                .map(Mechanism::name)
                .collect(Collectors.joining(" ", " ", ""));
    }
}
