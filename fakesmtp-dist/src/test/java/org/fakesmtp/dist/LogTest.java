package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code conf/logback.xml} makes of messages and exceptions that quote a client. */
class LogTest {

    private static final String HOSTILE = "a\0\u001B[2J\u007F\u009B2J\u202E\u2066\u2028\u0085\r\nb";
    private static final String ESCAPED = "a\\x00\\x1B[2J\\x7F\\u009B2J\\u202E\\u2066\\u2028\\u0085\\r\\nb";

    private static final Path FILE = Path.of("src/dist/conf/logback.xml");

    private final LoggerContext context = new LoggerContext();
    private final LoggerContext read = new LoggerContext();

    @TempDir
    Path temporary;

    @BeforeEach
    void configure() {
        assertThat(DefaultLog.configure(context, FILE.toString(), "INFO")).isTrue();
    }

    @AfterEach
    void stop() {
        context.stop();
        read.stop();
    }

    @Test
    void unchanged_file_has_the_effect_that_logback_would_give_it() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(read);
        configurator.doConfigure(FILE.toFile());

        assertThat(levels(context)).isEqualTo(levels(read)).hasSize(4);
        assertThat(appender(context))
                .extracting(ConsoleAppender::getTarget, ConsoleAppender::isImmediateFlush, ConsoleAppender::isStarted)
                .containsExactly(appender(read).getTarget(), appender(read).isImmediateFlush(), true);
        assertThat(layout(context).getPattern()).isEqualTo(layout(read).getPattern());
        assertThat(converters(context))
                .isEqualTo(converters(read))
                .containsExactly("PrintableMessage", "PrintableThrowable");
    }

    @Test
    void level_is_what_the_user_says() {
        DefaultLog.configure(read, FILE.toString(), "DEBUG");

        assertThat(levels(read)).containsEntry("ROOT", Level.DEBUG);
    }

    @Test
    void changed_file_is_left_to_logback() throws Exception {
        Path changed = temporary.resolve("logback.xml");
        Files.writeString(changed, Files.readString(FILE).replace("System.err", "System.out"));

        assertThat(DefaultLog.configure(read, changed.toString(), "INFO")).isFalse();
        assertThat(levels(read)).containsOnlyKeys("ROOT");
    }

    @Test
    void file_that_is_not_there_and_no_file_at_all_are_left_to_logback() {
        assertThat(DefaultLog.configure(read, "none.xml", "INFO")).isFalse();
        assertThat(DefaultLog.configure(read, null, "INFO")).isFalse();
    }

    /** The levels that were set, not inherited. */
    private static Map<String, Level> levels(LoggerContext context) {
        return context.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .collect(toMap(Logger::getName, Logger::getLevel));
    }

    /** The classes that stand for the words of the pattern that quote others. */
    private static List<String> converters(LoggerContext context) {
        return Stream.of("msg", "ex")
                .map(word -> requireNonNull(
                                layout(context).getEffectiveConverterMap().get(word))
                        .get()
                        .getClass()
                        .getSimpleName())
                .toList();
    }

    private static PatternLayout layout(LoggerContext context) {
        return (PatternLayout)
                ((LayoutWrappingEncoder<ILoggingEvent>) appender(context).getEncoder()).getLayout();
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context) {
        return (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
    }

    @Test
    void message_is_one_line_without_what_a_terminal_obeys() {
        assertThat(logged("it says {}", new Object[] {HOSTILE}, null)).endsWith(" it says " + ESCAPED + "\n");
    }

    @Test
    void exceptions_say_nothing_that_a_terminal_obeys() {
        Exception failure = new IllegalStateException(HOSTILE, new IOException(HOSTILE));
        failure.addSuppressed(new IllegalArgumentException(HOSTILE));
        String text = logged("failed", new Object[0], failure);
        assertThat(text)
                .contains(
                        "java.lang.IllegalStateException: " + ESCAPED + "\n",
                        "Caused by: java.io.IOException: " + ESCAPED + "\n",
                        "Suppressed: java.lang.IllegalArgumentException: " + ESCAPED + "\n",
                        "\tat org.fakesmtp.dist.LogTest.");
        assertThat(Hostile.in(text.replace("\tat ", " at ").replace("\t", " "))).isEmpty();
    }

    @Test
    void exception_without_a_message_is_its_class() {
        assertThat(logged("failed", new Object[0], new IllegalStateException()))
                .contains("\njava.lang.IllegalStateException\n");
    }

    private String logged(String text, Object[] arguments, @org.jspecify.annotations.Nullable Throwable failure) {
        Logger logger = context.getLogger("ROOT");
        LoggingEvent event = new LoggingEvent("here", logger, Level.WARN, text, failure, arguments);
        return new String(appender(context).getEncoder().encode(event), UTF_8);
    }
}
