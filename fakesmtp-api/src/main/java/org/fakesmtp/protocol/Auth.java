package org.fakesmtp.protocol;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.Base64Text;
import org.fakesmtp.sasl.Mechanism;
import org.fakesmtp.sasl.Mechanisms;
import org.fakesmtp.sasl.Progress;
import org.fakesmtp.sasl.SaslExchange;
import org.fakesmtp.text.Printable;

/** AUTH (RFC 4954): an exchange of lines, at whose end the stage CREDENTIALS stands. */
final class Auth implements StandardHandler {

    /** Not within a mail transaction (RFC 4954, section 4). */
    private static final Set<Phase> PHASES = CommandTable.in(Phase.READY);

    private static final int WORDS = 2;

    private static final String VERB = "AUTH";

    /**
     * AUTH and a mechanism, if there is one, and whatever a client that is wrong about the blanks between them means as its initial response. AUTH may stand behind a bare CR or LF, which
     * ends a line for a client that is wrong about these. A word of capitals and others is no mechanism, but a response in base64.
     */
    private static final Pattern LINE = Pattern.compile(
            "(?is)((?:.*?[\\r\\n])??[\\x00-\\x20]*AUTH)(?![-_a-z0-9])[\\x00-\\x20]*((?-i:[-_A-Z0-9]{1,20}|[-_a-z0-9]{1,20})(?![!-~\\x80-\\xFF]))?(.*)");

    static boolean isUsable(CommandContext context) {
        AuthPolicy policy = context.settings().auth();
        boolean encrypted = context.session().tls().isPresent();
        return (encrypted || !policy.requiresTls()) && context.session().user().isEmpty();
    }

    /** A command line as it may be shown: without the initial response of AUTH, which is a secret. */
    static String shown(String line) {
        return isIn(line) ? withoutSecret(line) : line;
    }

    /** Whether the line is AUTH, or something that its client may have meant for it. */
    static boolean isIn(String line) {
        int verb = 0;
        while (verb < line.length() && line.charAt(verb) <= ' ') {
            verb++;
        }
        boolean begins = line.regionMatches(true, verb, VERB, 0, VERB.length());
        return (begins || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0)
                && LINE.matcher(line).matches();
    }

    private static String withoutSecret(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(3).isBlank()) {
            return line;
        }
        String mechanism = parts.group(2) == null ? "" : parts.group(2) + ' ';
        return parts.group(1) + ' ' + mechanism + Printable.HIDDEN;
    }

    @Override
    public Stage stage() {
        return Stage.AUTH;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public boolean isAllowedUnauthenticated() {
        return true;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        require(context.session().user().isEmpty(), ReplyKey.AUTH_TWICE);
        require(isUsable(context), ReplyKey.AUTH_NEEDS_TLS);
        String[] words = words(context);
        require(!words[0].isEmpty() && words.length <= WORDS, ReplyKey.AUTH_SYNTAX);
        require(mechanism(context).isPresent(), ReplyKey.AUTH_UNKNOWN_MECHANISM);
    }

    private static void require(boolean condition, ReplyKey otherwise) throws Refusal {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }

    private static String[] words(CommandContext context) {
        return context.argument().split(" +", -1);
    }

    private static Optional<Mechanism> mechanism(CommandContext context) {
        return Mechanisms.named(words(context)[0], context.settings().auth().mechanisms());
    }

    @Override
    public Answer proceed(CommandContext context) {
        SaslExchange exchange = mechanism(context)
                .orElseThrow()
                .begin(context.settings().auth().users(), context.settings().hostname());
        context.authentication().begin(exchange);
        context.enter(Phase.AUTHENTICATING);
        String[] words = words(context);
        if (words.length < WORDS) {
            return react(context, exchange.start());
        }
        // A single = is the empty initial response (RFC 4954, section 4).
        String initial = words[1].equals("=") ? "" : words[1];
        return decoded(context, initial)
                .map(octets -> react(context, exchange.start(octets)))
                .orElseGet(() -> over(context, ReplyKey.AUTH_MALFORMED));
    }

    @Override
    public Answer line(CommandContext context, String line) {
        if (line.equals("*")) {
            return over(context, ReplyKey.AUTH_CANCELLED);
        }
        return decoded(context, line)
                .map(octets ->
                        react(context, context.authentication().exchange().next(octets)))
                .orElseGet(() -> over(context, ReplyKey.AUTH_MALFORMED));
    }

    private static Answer react(CommandContext context, Progress progress) {
        if (progress instanceof Progress.Challenge challenge) {
            String text = Base64.getEncoder().encodeToString(challenge.octets());
            return Answer.reply(Reply.plain(334, text));
        }
        if (progress instanceof Progress.Malformed) {
            return over(context, ReplyKey.AUTH_MALFORMED);
        }
        if (progress instanceof Progress.OutOfTurn) {
            return over(context, ReplyKey.AUTH_NO_INITIAL_RESPONSE);
        }
        context.enter(Phase.READY);
        if (progress instanceof Progress.Authenticated authenticated) {
            context.authentication().claim(authenticated.user());
        }
        context.follow(context.behaviour().table().credentials);
        return Answer.nothing();
    }

    private static Answer over(CommandContext context, ReplyKey why) {
        context.enter(Phase.READY);
        return context.reply(why);
    }

    /** What is no base64 to the letter is told to those who look on; it is taken as far as it can be decoded where a lenient server takes anybody. */
    private static Optional<byte[]> decoded(CommandContext context, String base64) {
        Optional<byte[]> octets = Base64Text.exact(base64);
        if (octets.isPresent()) {
            return octets;
        }
        context.audience().wrongBase64(Base64Text.fault(base64));
        ProtocolSettings settings = context.settings();
        boolean strict = settings.isStrict() || settings.auth().users().knowSecrets();
        return strict ? Optional.empty() : Base64Text.lenient(base64);
    }
}
