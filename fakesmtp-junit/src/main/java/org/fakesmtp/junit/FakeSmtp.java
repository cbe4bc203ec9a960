package org.fakesmtp.junit;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.api.Stage;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleDraft;
import org.fakesmtp.server.RuleUse;
import org.fakesmtp.server.journal.SessionRecord;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fake SMTP server for the tests of a class, or of one test: it takes every message and fails on order. Registered in a static field it runs as long as the class, and rules, messages and
 * journal begin anew with each test; registered in a field of the instance, each test has a server of its own.
 *
 * <pre>{@code
 * @RegisterExtension static FakeSmtp smtp = FakeSmtp.onFreePort();
 * }</pre>
 *
 * <p>It listens on a free port of {@code localhost}. It also starts when it is first asked for its port, so that a configuration that is read before the tests can name it, and it can be used
 * without JUnit's extensions: close it then. For any thread.
 */
public final class FakeSmtp
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {

    private static final String HOST = "localhost";

    private final FakeSmtpBuilder plan;
    private Optional<Running> running = Optional.empty();
    private Optional<String> startedFor = Optional.empty();

    FakeSmtp(FakeSmtpBuilder plan) {
        this.plan = plan;
    }

    /** A server without further settings. */
    public static FakeSmtp onFreePort() {
        return builder().build();
    }

    /** A server whose time passes only when the test says so: {@code smtp.clock().advance(ofMinutes(5))}. */
    public static FakeSmtp withManualClock() {
        return builder().manualClock().build();
    }

    /** Begins a server with settings of its own. */
    public static FakeSmtpBuilder builder() {
        return new FakeSmtpBuilder();
    }

    /** The host to connect to. */
    public String host() {
        return HOST;
    }

    /** The port, which the system has chosen. */
    public int port() {
        return running().server.port();
    }

    /** {@code smtp://localhost:} and the port. */
    public String url() {
        return "smtp://" + HOST + ':' + port();
    }

    /** What a {@code Session} of Jakarta Mail needs in order to send to this server: {@code Session.getInstance(smtp.properties())}. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", HOST);
        properties.setProperty("mail.smtp.port", String.valueOf(port()));
        return properties;
    }

    /**
     * The clock of the server.
     *
     * @throws IllegalStateException where it was not made with {@link #withManualClock}, or {@link FakeSmtpBuilder#manualClock}
     */
    public ManualClock clock() {
        return running()
                .clock
                .orElseThrow(() -> new IllegalStateException(
                        "this server has the real time, make it by FakeSmtp.withManualClock()"));
    }

    /** The certificate that a client has to trust that uses TLS. It is off unless {@code tls.mode} is set. */
    public X509Certificate caCertificate() {
        return running().server.caCertificate();
    }

    /** Begins a rule on these stages; it is in force from its {@link RuleDraft#answer} to the end of the test. It is named after the first stage: {@code rcpt-1}. */
    public RuleDraft on(Stage... stages) {
        return running().named(stages).on(stages);
    }

    /** Begins a rule with a name of its own. */
    public RuleDraft rule(String name) {
        return running().drafted(name);
    }

    /** Adds a rule, to the end of the test. */
    public Rule add(Rule rule) {
        running().server.rules().add(rule);
        return rule;
    }

    /**
     * Puts the rules of a properties file into force, to the end of the test: those of {@code reject.}, {@code delay.} and {@code fault.}, and {@code reply.}.
     *
     * @throws SettingException where a rule is wrong
     */
    public void rules(Path file) {
        running().reload(layers -> layers.file(file));
    }

    /** The same with a file of the class path: {@code rulesOf("greylist.properties")}. */
    public void rulesOf(String resource) {
        running().reload(layers -> Resource.addTo(layers, resource));
    }

    /** Each rule with its counts, in the order in which they are asked. */
    public List<RuleUse> ruleUses() {
        return running().server.rules().report();
    }

    /** The messages that were taken since the test began, in the order in which they came. */
    public List<ReceivedMessage> messages() {
        return running().arrivals.all();
    }

    /**
     * The next message that no call of this kind has returned yet in this test; waits until one comes.
     *
     * @throws AssertionError where none comes within the time; it has the transcript of all sessions
     */
    public ReceivedMessage awaitMessage(Duration time) {
        return awaitMessage(message -> true, time);
    }

    /**
     * The next message for which a condition holds and that no call of this kind has returned yet in this test; waits until one comes.
     *
     * @throws AssertionError where none comes within the time; it has the transcript of all sessions
     */
    public ReceivedMessage awaitMessage(Predicate<ReceivedMessage> condition, Duration time) {
        Arrivals arrivals = running().arrivals;
        return arrivals.await(condition, time)
                .orElseThrow(() -> new AssertionError("no such message came within " + time + ", "
                        + arrivals.all().size() + " came in all\n" + transcript()));
    }

    /** What happened in each session since the test began, those that are open last. */
    public List<SessionRecord> sessions() {
        return running().journal.sessions();
    }

    /** What clients did wrong by the RFCs, in sessions that began in this test. That a session ended without QUIT is known once it has ended. */
    public List<Finding> findings() {
        return running().findings.all();
    }

    /** The sessions as people read them. */
    public String transcript() {
        String text = sessions().stream().map(SessionRecord::transcript).collect(Collectors.joining("\n"));
        return text.isEmpty() ? "(no client has connected)\n" : text;
    }

    /** What a test has of this server that others use at the same time: rules and messages for recipients of a domain that is the test's own. See {@link FakeSmtpBuilder#shared}. */
    public Share ofDomain(String domain) {
        return Share.ofDomain(this, domain);
    }

    /**
     * What a test has of this server that others use at the same time: rules and messages where a header field, such as {@code X-Test-Id}, has a value that is the test's own. Case does not matter.
     *
     * @throws IllegalArgumentException for a value that a condition would take for a pattern
     */
    public Share ofHeader(String name, String value) {
        return Share.ofHeader(this, name, value);
    }

    /** Begins anew: the rules are those of the settings, nothing is counted, messages and journal are empty. Called before each test. */
    public void reset() {
        running().reset();
    }

    private synchronized Running running() {
        Running now = running.orElseGet(() -> new Running(plan));
        running = Optional.of(now);
        return now;
    }

    /** Stops the server. */
    @Override
    public synchronized void close() {
        running.ifPresent(Running::close);
        running = Optional.empty();
        startedFor = Optional.empty();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
        if (!plan.isShared()) {
            reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    /** Nested classes and tests find it started. */
    private synchronized void begin(ExtensionContext context) {
        running();
        startedFor = startedFor.or(() -> Optional.of(context.getUniqueId()));
    }

    private synchronized void end(ExtensionContext context) {
        if (startedFor.equals(Optional.of(context.getUniqueId()))) {
            close();
        }
    }
}
