package org.fakesmtp.junit;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.RuleDraft;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;

/** A server that was started, and what it has taken since the test began. */
final class Running implements AutoCloseable {

    final Arrivals arrivals;
    final SessionJournal journal;
    final Findings findings = new Findings();
    final UnfinishedRules unfinished = new UnfinishedRules();
    final Optional<ManualClock> clock;
    final FakeSmtpServer server;
    private final FakeSmtpBuilder plan;
    private final SystemProperties systemProperties;
    private final AtomicInteger numbers = new AtomicInteger();
    private boolean reloaded;

    Running(FakeSmtpBuilder plan) {
        this.plan = plan;
        clock = plan.clock();
        InstantSource time = clock.map(InstantSource.class::cast).orElseGet(InstantSource::system);
        journal = new SessionJournal(time);
        arrivals = new Arrivals(journal);
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .configure(layers -> plan.layer(layers, none -> {}))
                .observe(journal.recorder())
                .observe(findings.lint())
                .clock(time);
        clock.ifPresent(manual -> builder.timers(manual.timers()));
        plan.plugins().forEach(builder::plugin);
        server = builder.plugin(arrivals).build().start();
        systemProperties = SystemProperties.set(plan.systemProperties("localhost", server.port()));
    }

    /** Starts a server that does not keep the JVM alive: its threads are daemons, as the one is that starts them. */
    static Running onDaemonThreads(FakeSmtpBuilder plan) {
        FutureTask<Running> start = new FutureTask<>(() -> new Running(plan));
        Thread thread = new Thread(start, "fakesmtp-start");
        thread.setDaemon(true);
        thread.start();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", e);
        }
    }

    RuleDraft drafted(String name) {
        return unfinished.begin(name, server.rules()::add);
    }

    RuleDraft named(Stage... stages) {
        String stage = stages.length == 0 ? "rule" : stages[0].name().toLowerCase(Locale.ROOT);
        String word = stage.matches("[a-z0-9-]+") ? stage : "any";
        return drafted(word + '-' + numbers.incrementAndGet());
    }

    synchronized void reload(Consumer<Layers> ofTest) {
        server.reload(layers -> plan.layer(layers, ofTest));
        reloaded = true;
    }

    synchronized void reset() {
        if (reloaded) {
            server.reload();
            reloaded = false;
        }
        server.rules().reset();
        numbers.set(0);
        arrivals.clear();
        journal.clear();
        findings.clear();
        unfinished.check();
    }

    @Override
    public void close() {
        systemProperties.close();
        server.close();
    }
}
