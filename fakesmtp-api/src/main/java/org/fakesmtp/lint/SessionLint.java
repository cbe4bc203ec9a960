package org.fakesmtp.lint;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Step;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.syntax.Domain;
import org.fakesmtp.protocol.syntax.PathCommand;
import org.fakesmtp.protocol.syntax.PathLeniency;
import org.fakesmtp.text.Printable;

/** Looks at one session. For one thread at a time. */
final class SessionLint {

    /** Mechanisms that send what an eavesdropper could use. */
    private static final Set<String> BARE_SECRETS = Set.of("PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER");

    private static final Set<String> WAITED_FOR = Set.of("EHLO", "HELO", "LHLO", "DATA");

    private final String session;
    private final Consumer<Finding> found;
    private final Set<LintRule> told = EnumSet.noneOf(LintRule.class);
    private Optional<ContentLint> content = Optional.empty();
    private MailParameters mail = MailParameters.NONE;
    private String verb = "";
    private boolean excused;

    SessionLint(String session, Consumer<Finding> found) {
        this.session = session;
        this.found = found;
    }

    void received(SessionFacts facts, String line) {
        String[] words = line.stripTrailing().split(" +", 2);
        verb = words[0].toUpperCase(Locale.ROOT);
        String argument = words.length > 1 ? words[1] : "";
        if (!verb.equals("BDAT")) {
            content = Optional.empty();
        }
        switch (verb) {
            case "EHLO", "LHLO" -> name(argument, Domain.isValid(argument, true));
            case "HELO" -> name(argument, Domain.isName(argument, true));
            case "MAIL" -> mail(line, PathCommand.mail(argument));
            case "RCPT" -> path(line, PathCommand.rcpt(argument));
            case "AUTH" -> auth(facts, argument.split(" ", 2)[0].toUpperCase(Locale.ROOT));
            default -> {}
        }
    }

    private void name(String name, boolean valid) {
        if (!valid) {
            once(LintRule.HELO_NAME, verb + " gives the name '" + Printable.line(name) + "'");
        }
    }

    private void mail(String line, PathCommand command) {
        mail = new MailParameters(command.parameters());
        path(line, command);
    }

    private void path(String line, PathCommand command) {
        for (PathLeniency forgiven : command.forgiven()) {
            once(LintRule.valueOf(forgiven.name()), detail(forgiven) + " '" + Printable.line(line) + "'");
        }
    }

    private static String detail(PathLeniency forgiven) {
        return switch (forgiven) {
            case COLON_BLANKS -> "a blank beside the colon in";
            case PATH_BRACKETS -> "no angle brackets around the path in";
            case PATH_DOMAIN -> "a mailbox without a domain in";
            case PATH_DOTS -> "a dot too many in the local part in";
            case PATH_HOST -> "a domain with an underscore or a dot at its end in";
            case PATH_TEXT -> "more than a path in";
        };
    }

    /** A CR or LF alone in a command, or behind one that has not ended. */
    void bareLineEnd(String line) {
        once(LintRule.BARE_LINE_END, "in the command '" + Printable.line(line) + "'");
    }

    void wrongBase64(String fault) {
        once(LintRule.AUTH_BASE64, "a response of an AUTH exchange is no base64: " + fault);
    }

    private void auth(SessionFacts facts, String mechanism) {
        if (facts.tls().isEmpty() && BARE_SECRETS.contains(mechanism)) {
            once(LintRule.AUTH_IN_CLEAR, "AUTH " + mechanism + " without TLS");
        }
    }

    /** Behind the last command, or before the banner, more had come. */
    void pipelined() {
        if (verb.isEmpty()) {
            once(LintRule.PIPELINING, "the client spoke before it had the banner");
        } else if (WAITED_FOR.contains(verb)) {
            once(LintRule.PIPELINING, "the client went on before it had the reply to " + verb);
        }
    }

    void content(ByteBuffer block) {
        message().add(block);
    }

    void unstuffed() {
        message().unstuffed();
    }

    void endOfContent() {
        message().end();
        content = Optional.empty();
    }

    private ContentLint message() {
        ContentLint message = content.orElseGet(() -> new ContentLint(mail, this::tell));
        content = Optional.of(message);
        return message;
    }

    /** Behind 421 the server closes the connection, and no client can say QUIT. */
    void replied(int code) {
        excused |= code == 421;
    }

    void scripted(Answer answer) {
        excused |= answer.steps().stream().anyMatch(step -> step.plain() instanceof Step.End);
    }

    /** A client whose handshake failed has nobody to say QUIT to. */
    void closed(SessionFacts facts) {
        boolean failedHandshake = verb.equals("STARTTLS") && facts.tls().isEmpty();
        if (!excused && !failedHandshake && !verb.equals("QUIT")) {
            once(LintRule.NO_QUIT, verb.isEmpty() ? saidNothing() : "the last command was " + Printable.line(verb));
        }
    }

    private String saidNothing() {
        return told.contains(LintRule.BARE_LINE_END) ? "the client has ended no line" : "the client said nothing";
    }

    private void once(LintRule rule, String detail) {
        if (told.add(rule)) {
            tell(rule, detail);
        }
    }

    private void tell(LintRule rule, String detail) {
        found.accept(new Finding(rule, session, detail));
    }
}
