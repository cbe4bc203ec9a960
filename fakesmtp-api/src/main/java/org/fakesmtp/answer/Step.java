package org.fakesmtp.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Message;
import org.fakesmtp.setting.Durations;
import org.fakesmtp.setting.Rate;
import org.fakesmtp.text.Octets;

/**
 * One thing that the server does towards the client. Steps are data: they can be compared, printed and written in a properties file; a {@link StepPlayer}
 * carries them out.
 */
public sealed interface Step permits Step.OfServer, Step.OfConversation, Alteration {

    /** Has the player carry this step out. */
    Outcome playOn(StepPlayer player);

    /** The word by which a properties file names it: the first one of its text. */
    default String word() {
        return toString().split(" ", 2)[0];
    }

    /** The step without its modifiers. */
    default Step plain() {
        return this;
    }

    /** The octets that it sends as they are, one char for each; empty for a step that sends none, or a reply. */
    default Optional<String> octets() {
        return Optional.empty();
    }

    /** What rules and plugins can order. */
    sealed interface OfServer extends Step {}

    /** What the conversation alone orders. */
    sealed interface OfConversation extends Step {}

    /** The normal work. */
    enum Work implements OfServer {
        /** The normal work and its reply. */
        PROCEED,
        /** The same, and no further rule is asked. */
        ALLOW,
        /** The normal work without a reply. */
        ACCEPT;

        @Override
        public Outcome playOn(StepPlayer player) {
            return Outcome.PROCEEDED;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the server ends a connection. */
    enum End implements OfServer {
        /** In order, after what was sent: FIN, under TLS a close_notify before; what the client still sends is read within limits. */
        CLOSE,
        /** FIN after what was sent, under TLS without a close_notify. */
        CUT,
        /** RST at once. */
        RESET;

        @Override
        public Outcome playOn(StepPlayer player) {
            return player.end(this);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** This reply. */
    record Say(Reply reply) implements OfServer {

        /** A text that needs no quotes: it does not begin with one, and neither "then" nor "with" is a word of it. */
        private static final Pattern PLAIN =
                Pattern.compile("(?!\"|[245]\\.[0-9])(?!.*(^|\\s)(then|with)(\\s|$)).*", Pattern.DOTALL);

        @Override
        public Outcome playOn(StepPlayer player) {
            return player.reply(reply);
        }

        /** Without the text, which takes its time to write. */
        @Override
        public String word() {
            return "reply";
        }

        @Override
        public String toString() {
            String codes =
                    reply.code() + reply.enhanced().map(status -> " " + status).orElse("");
            List<String> lines = reply.lines();
            boolean plain = lines.size() == 1 && PLAIN.matcher(lines.get(0)).matches();
            String texts =
                    plain ? lines.get(0) : lines.stream().map(Say::quoted).collect(Collectors.joining(" "));
            return ("reply " + codes + ' ' + texts).stripTrailing();
        }

        private static String quoted(String line) {
            return '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    /**
     * Exactly these octets.
     *
     * @param text one char for each octet, placeholders not expanded
     */
    record Send(String text) implements OfServer {

        /** @throws IllegalArgumentException where the text is empty, or a char of it is above 255 */
        public Send {
            if (text.isEmpty() || text.chars().anyMatch(c -> c > 0xFF)) {
                throw new IllegalArgumentException("what is sent is at least one octet, and each char is one");
            }
        }

        @Override
        public Optional<String> octets() {
            return Optional.of(text);
        }

        @Override
        public Outcome playOn(StepPlayer player) {
            return player.send(Garbler.transmission(text.getBytes(ISO_8859_1), List.of()));
        }

        @Override
        public String toString() {
            return "send \"" + Octets.written(text) + '"';
        }
    }

    /**
     * The octets of a file, as they are.
     *
     * @param name the file, relative to the directory of the properties file
     * @param text its octets, one char for each
     */
    record SendFile(String name, String text) implements OfServer {

        private static final int MOST = 1 << 20;

        /**
         * Reads the file.
         *
         * @throws IllegalArgumentException if it lies outside of the directory, cannot be read, is empty or has more than 1 MB; the message is for the user
         */
        static SendFile read(Path directory, String name) {
            String what = "'" + name + "' cannot be sent: ";
            try {
                Path file = Path.of(name);
                if (file.isAbsolute() || file.normalize().startsWith("..")) {
                    throw new IllegalArgumentException(what + "it is not a file beside the properties file");
                }
                Path found = directory.resolve(file);
                if (Files.exists(found) && !Files.isRegularFile(found)) {
                    throw new IllegalArgumentException(what + "it is not a file");
                }
                long size = Files.size(found);
                if (size < 1 || size > MOST) {
                    throw new IllegalArgumentException(what + "it has " + size + " octets, not 1 to " + MOST);
                }
                return new SendFile(name, new String(Files.readAllBytes(found), ISO_8859_1));
            } catch (IOException | InvalidPathException e) {
                throw new IllegalArgumentException(what + Reason.of(e), e);
            }
        }

        @Override
        public Optional<String> octets() {
            return Optional.of(text);
        }

        @Override
        public Outcome playOn(StepPlayer player) {
            return player.send(Garbler.transmission(text.getBytes(ISO_8859_1), List.of()));
        }

        @Override
        public String toString() {
            return "send-file " + name;
        }
    }

    /** A 421 before it does not close the connection, as it otherwise would. */
    record KeepOpen() implements OfServer {
        @Override
        public Outcome playOn(StepPlayer player) {
            return Outcome.DONE;
        }

        @Override
        public String toString() {
            return "keep-open";
        }
    }

    /** Nothing for a time. A rule draws it; played as it stands, it takes the median. */
    record Pause(Durations time) implements OfServer {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.pause(time.median());
        }

        @Override
        public String toString() {
            return "pause " + time;
        }
    }

    /** FIN after what was sent; what the client sends is still read. */
    record HalfClose() implements OfServer {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.halfClose();
        }

        @Override
        public String toString() {
            return "half-close";
        }
    }

    /** Nothing is said, and what the client sends is read and thrown away: for a time, or until the client goes. */
    record Hang(Optional<Durations> time) implements OfServer {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.hang(time.map(Durations::median));
        }

        @Override
        public String toString() {
            return "hang" + time.map(some -> " " + some).orElse("");
        }
    }

    /** Nothing is said and nothing is read, so that the client's window fills: for a time, or until the client goes. */
    record Stall(Optional<Durations> time) implements OfServer {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.stall(time.map(Durations::median));
        }

        @Override
        public String toString() {
            return "stall" + time.map(some -> " " + some).orElse("");
        }
    }

    /** From now on, the rest of the message content is read at so many octets a second at most. */
    record SlowReading(Rate rate) implements OfServer {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.readAt(rate);
        }

        @Override
        public String toString() {
            return "throttle " + rate;
        }
    }

    /**
     * A step with modifiers.
     *
     * @param step the normal work with its reply, a reply, or octets
     * @param modifiers at least one
     */
    record With(Step step, List<Modifier> modifiers) implements OfServer {

        /** @throws IllegalArgumentException where there is no modifier, or the step takes none such */
        public With {
            modifiers = List.copyOf(modifiers);
            if (modifiers.isEmpty()) {
                throw new IllegalArgumentException("'" + step + " with' lacks a modifier");
            }
            boolean sends = step.octets().isPresent();
            if (!(step instanceof Say || sends || step == Work.PROCEED || step == Work.ALLOW)) {
                throw new IllegalArgumentException(
                        "'" + step.word() + "' takes no modifier such as '" + modifiers.get(0) + "'");
            }
            for (Modifier modifier : modifiers) {
                if (sends && modifier.needsReply()) {
                    throw new IllegalArgumentException(
                            "'" + modifier + "' needs a reply, '" + step.word() + "' has its octets as they are");
                }
            }
        }

        @Override
        public Outcome playOn(StepPlayer player) {
            if (step instanceof Say say) {
                return player.send(Garbler.transmission(say.reply, modifiers));
            }
            Optional<String> octets = step.octets();
            return octets.isPresent()
                    ? player.send(Garbler.transmission(octets.get().getBytes(ISO_8859_1), modifiers))
                    : step.playOn(player);
        }

        @Override
        public Step plain() {
            return step;
        }

        @Override
        public String toString() {
            return step
                    + modifiers.stream().map(modifier -> " with " + modifier).collect(Collectors.joining());
        }
    }

    /** Those who were not asked yet are asked, now that what came before them was played. */
    record Ask() implements OfConversation {
        @Override
        public Outcome playOn(StepPlayer player) {
            return Outcome.ASK;
        }

        @Override
        public String toString() {
            return "ask";
        }
    }

    /** An answerer is asked on a worker. */
    record Consult(Answerer answerer, Exchange exchange) implements OfConversation {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.consult(answerer, exchange);
        }

        @Override
        public String toString() {
            return "consult";
        }
    }

    /** The handshake follows (RFC 3207). */
    record BeginTls(Handshake handshake) implements OfConversation {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.beginTls(handshake);
        }

        @Override
        public String toString() {
            return "begin-tls";
        }
    }

    /** The message goes to the sinks. */
    record Deliver(Message message) implements OfConversation {
        @Override
        public Outcome playOn(StepPlayer player) {
            return player.deliver(message);
        }

        @Override
        public String toString() {
            return "deliver";
        }
    }
}
