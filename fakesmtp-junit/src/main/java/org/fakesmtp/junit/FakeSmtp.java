package org.fakesmtp.junit;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleDraft;
import org.fakesmtp.server.RuleUse;
import org.fakesmtp.server.journal.SessionRecord;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.text.Printable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;

/**
 * A fake SMTP server for the tests of a class, or of one test: it takes every message and fails on order. Registered in a static field it runs as long as the class, and rules, messages and
 * journal begin anew with each test; registered in a field of the instance, each test has a server of its own.
 *
 * <pre>{@code
 * @RegisterExtension static FakeSmtp smtp = FakeSmtp.onFreePort();
 * }</pre>
 *
 * <p>Methods, lifecycle methods and the constructor of the class may have it as a parameter instead of using the field; where several are registered, use the fields.
 *
 * <p>It listens on a free port of {@code localhost}. It also starts when it is first asked for its port, so that a configuration that is read before the tests can name it, and it can be used
 * without JUnit's extensions: close it then. Once it is closed, it fails with an {@link IllegalStateException}. A server {@link #perJvm} outlives the classes that use it. For any thread.
 */
public final class FakeSmtp
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                AutoCloseable {

    private static final String HOST = "localhost";

    private final FakeSmtpBuilder plan;
    private Optional<Running> running = Optional.empty();
    private Optional<String> startedFor = Optional.empty();
    private Optional<String> end = Optional.empty();

    FakeSmtp(FakeSmtpBuilder plan) {
        this.plan = plan;
    }

    /** A server without further settings. */
    public static FakeSmtp onFreePort() {
        return builder().build();
    }

    /**
     * The server of this JVM: the same one for all classes, on one port from its first use to the end of the JVM, as a context that Spring keeps for several classes needs it. Registered in a static
     * field, rules, messages and journal begin anew with each test; without, {@link #reset} does it. {@link #close} does nothing. Classes that run at the same time would see each other's messages:
     * have each a server of its own, or {@code FakeSmtp.builder().perJvm().shared().build()} in a static field that all of them use.
     */
    public static FakeSmtp perJvm() {
        return OfJvm.SMTP;
    }

    /** Made at its first use. */
    private static final class OfJvm {
        private static final FakeSmtp SMTP = builder().perJvm().build();
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
     * @throws AssertionFailedError where none comes within the time; it has the transcript of all sessions
     */
    public ReceivedMessage awaitMessage(Duration time) {
        return awaitMessage(message -> true, time);
    }

    /**
     * The next message for which a condition holds and that no call of this kind has returned yet in this test; waits until one comes.
     *
     * @throws AssertionFailedError where none comes within the time; it has the transcript of all sessions
     */
    public ReceivedMessage awaitMessage(Predicate<ReceivedMessage> condition, Duration time) {
        return running().arrivals.await(condition, time).orElseThrow(() -> noMessage(time));
    }

    private AssertionFailedError noMessage(Duration time) {
        List<ReceivedMessage> others = messages();
        String list = others.stream().map(message -> "  " + message + '\n').collect(Collectors.joining());
        String text =
                "no such message came within " + Printable.time(time) + ", " + others.size() + " came in all\n" + list;
        return new AssertionFailedError(
                text + running().unfinished.sentences() + '\n' + transcript(),
                "a message that is meant, and was not returned before",
                others.isEmpty() ? "no message" : list.stripTrailing());
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

    /**
     * Begins anew: the rules are those of the settings, nothing is counted, messages and journal are empty. Called before each test.
     *
     * @throws IllegalStateException where a rule was begun and has no answer
     */
    public void reset() {
        running().reset();
    }

    private synchronized Running running() {
        end.ifPresent(how -> {
            throw new IllegalStateException(
                    "this FakeSmtp was closed" + how
                            + ", it has no port and no messages any more; one that is to live longer is made by FakeSmtp.perJvm()");
        });
        return running.orElseGet(this::start);
    }

    private Running start() {
        Running started = plan.isPerJvm() ? Running.onDaemonThreads(plan) : new Running(plan);
        running = Optional.of(started);
        if (plan.isPerJvm()) {
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "fakesmtp-end"));
        }
        return started;
    }

    /**
     * Stops the server; one {@link #perJvm} goes on.
     *
     * @throws IllegalStateException where a rule was begun and has no answer; the server is stopped nevertheless
     */
    @Override
    public void close() {
        if (!plan.isPerJvm()) {
            close("").ifPresent(closed -> closed.unfinished.check());
        }
    }

    private synchronized Optional<Running> close(String how) {
        Optional<Running> closed = running;
        closed.ifPresent(Running::close);
        end = end.or(() -> Optional.of(how));
        running = Optional.empty();
        startedFor = Optional.empty();
        return closed;
    }

    /** @throws IllegalStateException where the test has begun a rule that has no answer */
    void checkRules() {
        started()
                .map(now -> now.unfinished)
                .ifPresent(plan.isShared() ? UnfinishedRules::checkThread : UnfinishedRules::check);
    }

    private synchronized Optional<Running> started() {
        return running;
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
        try {
            checkRules();
        } finally {
            end(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    /** Nested classes and tests find it started. */
    private synchronized void begin(ExtensionContext context) {
        end = Optional.empty();
        running();
        startedFor = startedFor.or(() -> Optional.of(context.getUniqueId()));
    }

    private synchronized void end(ExtensionContext context) {
        if (!plan.isPerJvm() && startedFor.equals(Optional.of(context.getUniqueId()))) {
            close(" at the end of " + context.getDisplayName());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeSmtp.class
                && RegisteredServers.nearest(context).stream().findFirst().equals(Optional.of(this));
    }

    /** @throws ParameterResolutionException where several are registered, and it cannot be told which is meant */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return RegisteredServers.only(parameter, context);
    }
}
