package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code conf/logback.xml} makes of messages and exceptions that quote a client. */
class LogTest {

    private static final String HOSTILE = "a\0\u001B[2J\u007F\u009B2J\u202E\u2066\u2028\u0085\r\nb";
    private static final String ESCAPED = "a\\x00\\x1B[2J\\x7F\\u009B2J\\u202E\\u2066\\u2028\\u0085\\r\\nb";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/dist/conf/logback.xml").toFile());
    }

    @AfterEach
    void stop() {
        context.stop();
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
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) logger.getAppender("stderr");
        LoggingEvent event = new LoggingEvent("here", logger, Level.WARN, text, failure, arguments);
        return new String(appender.getEncoder().encode(event), UTF_8);
    }
}
