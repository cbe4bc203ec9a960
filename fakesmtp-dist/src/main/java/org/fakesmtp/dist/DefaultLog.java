package org.fakesmtp.dist;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logback, which does what {@code conf/logback.xml} says without reading it, as long as it says what it did in the zip: reading XML takes an eighth of a second at each start. A
 * file that was changed, and any other that {@code -Dlogback.configurationFile} names, is left to Logback.
 */
public final class DefaultLog extends LogbackServiceProvider {

    /** The file as it is in the zip. */
    private static final String UNCHANGED = "logback.xml";

    private static final String OWN = "org.fakesmtp";
    private static final String PROVIDER = "slf4j.provider";

    /** Makes the log ready. SLF4J is told its provider, so that it does not look into every jar for one, and need not say that it was told. */
    static void start() {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, DefaultLog.class.getName());
            System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "WARN"));
        }
        LoggerFactory.getILoggerFactory();
    }

    /** Logs warnings and errors only, whatever the file says. */
    static void onlyWarnings() {
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        logger(OWN).setLevel(Level.WARN);
    }

    /** Logs all that helps to find a mistake in the program, whatever the file says. */
    static void more() {
        logger(OWN).setLevel(Level.DEBUG);
    }

    private static ch.qos.logback.classic.Logger logger(String name) {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
    }

    /** Leaves out what Logback does to find its configuration and to note how it was found: a twentieth of a start. */
    @Override
    public void initialize() {
        LoggerContext log = (LoggerContext) getLoggerFactory();
        String level = System.getProperty("log.level", "INFO");
        if (configure(log, System.getProperty("logback.configurationFile"), level)) {
            log.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
            log.setMDCAdapter(getMDCAdapter());
            log.start();
        } else {
            super.initialize();
        }
    }

    /** Whether the file was unchanged, and the log is as it says. */
    static boolean configure(LoggerContext log, @Nullable String file, String level) {
        boolean unchanged = isUnchanged(file);
        if (unchanged) {
            write(log, level);
        }
        return unchanged;
    }

    private static boolean isUnchanged(@Nullable String file) {
        if (file == null) {
            return false;
        }
        try (InputStream unchanged = DefaultLog.class.getResourceAsStream(UNCHANGED)) {
            return unchanged != null && Arrays.equals(unchanged.readAllBytes(), Files.readAllBytes(Path.of(file)));
        } catch (IOException | IllegalArgumentException e) {
            return false; // Logback says what is wrong with it
        }
    }

    /** The same as the file. */
    private static void write(LoggerContext log, String level) {
        log.getLogger("org.apache.mina").setLevel(Level.ERROR);
        log.getLogger("org.apache.mina.core.service.IoProcessor").setLevel(Level.OFF);
        log.getLogger("org.apache.mina.filter.ssl").setLevel(Level.OFF);

        ch.qos.logback.classic.Logger root = log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level));
        root.addAppender(standardError(log));
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext log) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(log);
        encoder.setLayout(layout(log));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(log);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static PatternLayout layout(LoggerContext log) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(log);
        layout.getInstanceConverterMap().put("msg", PrintableMessage::new);
        layout.getInstanceConverterMap().put("ex", PrintableThrowable::new);
        layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n%ex");
        layout.start();
        return layout;
    }
}
