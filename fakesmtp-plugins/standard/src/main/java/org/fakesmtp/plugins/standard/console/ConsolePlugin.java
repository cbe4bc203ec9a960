package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.setting.Settings;

/**
 * {@code console}: shows the sessions as they go, and the messages. Where the terminal does not keep up, lines are dropped and counted: it never slows a
 * session down.
 *
 * <ul>
 *   <li>{@code console.transcript = on | off | client}: every line of both sides, or only those that the client sends
 *   <li>{@code console.content = off | on}: whether the lines of the content are in the transcript
 *   <li>{@code console.ehlo = short | full}: what EHLO and LHLO offer, on one line or as it goes out
 *   <li>{@code console.messages = on | envelope | off}: each message with its envelope, header and text, or its envelope alone
 *   <li>{@code console.max-text = 16KB}: how much of a header and of a text is shown; {@code 0} shows all
 *   <li>{@code console.colours = auto | on | off}: {@code auto} is on a terminal, unless {@code NO_COLOR} is set
 * </ul>
 */
public final class ConsolePlugin implements Plugin {

    private enum Ehlo {
        SHORT,
        FULL
    }

    private enum Colours {
        AUTO,
        ON,
        OFF
    }

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PrintStream out;
    private final InstantSource clock;
    private final ZoneId zone;
    private Optional<Writer> writer = Optional.empty();

    /** Writes to the standard output. */
    public ConsolePlugin() {
        this(standardOutput(), InstantSource.system(), ZoneId.systemDefault());
    }

    ConsolePlugin(PrintStream out, InstantSource clock, ZoneId zone) {
        this.out = out;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Transcript.Scope transcript = settings.choice("transcript", Transcript.Scope.ON);
        boolean content = settings.flag("content", false);
        Ehlo ehlo = settings.choice("ehlo", Ehlo.SHORT);
        MessageDisplay.Scope messages = settings.choice("messages", MessageDisplay.Scope.ON);
        int limit = limit(settings.size("max-text", 16 * 1024));
        Look look = new Look(zone, coloured(settings.choice("colours", Colours.AUTO)));

        settings.check();
        Writer started = Writer.start(out, look, Writer.LIMIT, PATIENCE);
        writer = Optional.of(started);
        if (transcript != Transcript.Scope.OFF) {
            boolean bothSides = transcript == Transcript.Scope.ON;
            hooks.observe(new Transcript(started::show, clock, bothSides, content, ehlo == Ehlo.FULL));
        }
        if (messages != MessageDisplay.Scope.OFF) {
            hooks.deliver(new MessageDisplay(started::show, messages == MessageDisplay.Scope.ON, limit));
        }
    }

    @Override
    public void close() {
        writer.ifPresent(Writer::close);
    }

    private static int limit(long size) {
        return size == 0 ? Integer.MAX_VALUE : (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static boolean coloured(Colours colours) {
        return switch (colours) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> Look.canBeColoured(System.getenv());
        };
    }

    /** Standard output; in UTF-8 where the locale says nothing better than ASCII, as in most containers. */
    private static PrintStream standardOutput() {
        return Charset.forName(System.getProperty(
                                "stdout.encoding", Charset.defaultCharset().name()))
                        .equals(US_ASCII)
                ? new PrintStream(System.out, false, UTF_8)
                : System.out;
    }
}
