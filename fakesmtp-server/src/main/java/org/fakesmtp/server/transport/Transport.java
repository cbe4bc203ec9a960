package org.fakesmtp.server.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Memory;

/** The acceptors of a server, and what their connections share: processors, timers, workers. */
public final class Transport implements AutoCloseable {

    /** The filter that hands octets to the session; TLS stands before it. */
    static final String CODEC = "codec";

    private static final int BACKLOG = 4096;
    private static final int WORKERS = 64;

    /** Who tells the sessions of the end: the thread of one whose observer does not return tells no other. */
    private static final int ENDERS = 8;

    /** So long may take what should take no time, unless code of a plugin is in the way. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** MINA makes a buffer for each read; the processor has its own. */
    private static final int UNUSED = 1;

    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Function<String, Behaviour> behaviour;
    private final Map<String, Entrance> entrances;
    private final InstantSource clock;
    private final Admission admission;
    private final Timers timers;
    private final DaemonThreads workerThreads = DaemonThreads.named("fakesmtp-worker");
    private final DaemonThreads enderThreads = DaemonThreads.named("fakesmtp-end");
    private final ExecutorService workers;
    private final Visits visits;
    private final Services services;
    private final SessionProcessors processors;
    private final ProtocolCodecFilter codec = new ProtocolCodecFilter(new InboxDecoder());
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Door> doors = new LinkedHashMap<>();
    private final OpenConnections connections = new OpenConnections();

    /**
     * @param behaviour how a listener behaves now
     * @param entrances what connections pass, for each listener
     * @param timers closed with the transport
     * @param limits what clients may have
     * @param memory what the connections may keep of what waits to be read or sent
     */
    public Transport(
            Function<String, Behaviour> behaviour,
            Map<String, Entrance> entrances,
            Deliverer deliverer,
            InstantSource clock,
            Timers timers,
            ConnectionLimits limits,
            Memory memory) {
        this.behaviour = behaviour;
        this.entrances = Map.copyOf(entrances);
        this.clock = clock;
        this.admission = new Admission(limits);
        this.timers = timers;
        this.workers = workers(workerThreads);
        this.visits = new Visits(timers);
        this.services = new Services(timers, workers, visits, deliverer, limits.times(), memory);
        this.processors = new SessionProcessors(Runtime.getRuntime().availableProcessors());
        timers.passOnlyWhen(() -> connections.all().stream().allMatch(Connection::isSent));
        timers.every(SWEEP, this::sweep);
    }

    /** Threads come and go with the work; where all are busy, work waits for one. */
    private static ExecutorService workers(DaemonThreads threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(WORKERS, WORKERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Binds an address of a listener.
     *
     * @return the address that was bound, with the port that was chosen where 0 was asked for
     * @throws IOException where the address cannot be bound
     */
    public InetSocketAddress bind(String listener, InetSocketAddress address) throws IOException {
        return doors.computeIfAbsent(listener, name -> new Door(acceptor(name))).bind(address);
    }

    /** Takes all addresses of a listener back. */
    public void unbind(String listener) {
        Optional.ofNullable(doors.get(listener)).ifPresent(Door::unbind);
    }

    /** Takes all addresses of a listener back until it is opened again. */
    public void shut(String listener) {
        door(listener).shut();
    }

    /** Leaves the connections to a listener in the queue of the system until it is opened again. */
    public void hold(String listener) {
        door(listener).hold();
    }

    /** Opens a listener that was shut or held; does nothing once the transport is closed. */
    public void open(String listener) throws IOException {
        door(listener).open();
    }

    private Door door(String listener) {
        return Optional.ofNullable(doors.get(listener)).orElseThrow();
    }

    private PatientAcceptor acceptor(String listener) {
        PatientAcceptor acceptor = new PatientAcceptor(processors, timers);
        Entrance entrance = Optional.ofNullable(entrances.get(listener)).orElseThrow();
        SmtpHandler handler = new SmtpHandler(
                services, connections, admission, entrance, () -> behaviour.apply(listener), clock, listener, numbers);
        acceptor.setReuseAddress(true);
        acceptor.setBacklog(BACKLOG);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getSessionConfig().setMinReadBufferSize(UNUSED);
        acceptor.getSessionConfig().setReadBufferSize(UNUSED);
        acceptor.setCloseOnDeactivation(false);
        acceptor.setFilterChainBuilder(chain -> build(chain, entrance));
        acceptor.setHandler(handler);
        return acceptor;
    }

    /** From the socket to the session: the PROXY header, the inbox. TLS puts its filter in between when it begins. */
    private void build(IoFilterChain chain, Entrance entrance) {
        entrance.proxy().ifPresent(proxy -> chain.addLast("proxy", proxy));
        chain.addLast(CODEC, codec);
    }

    private void sweep() {
        visits.sweep();
        entrances.values().forEach(Entrance::sweep);
        long now = timers.nanoTime();
        connections.forEach(connection -> connection.checkTime(now));
    }

    /**
     * Takes no more connections, says 421 to the sessions, lets messages in flight finish within the time, and ends everything. Takes some seconds longer at most, whatever code of plugins
     * does meanwhile.
     *
     * @return what did not end
     */
    public List<Held> close(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        ExecutorService enders = Executors.newFixedThreadPool(ENDERS, enderThreads);
        doors.values().forEach(Door::close);
        entrances.values().forEach(Entrance::close);
        connections.stop(enders);
        connections.awaitFinished(grace);
        connections.all().forEach(connection -> enders.execute(connection::abort));
        enders.shutdown();
        boolean worked = endWorkers(end);
        boolean told = hasEnded(enders, PATIENCE.toNanos());
        enders.shutdownNow();
        doors.values().forEach(Door::dispose);
        List<Held> held = new ArrayList<>(processors.dispose(PATIENCE));
        timers.close();
        if (!worked || !told) {
            addThreads(held);
        }
        return held;
    }

    /** Those that are in a call which can be named, and others. */
    private void addThreads(List<Held> held) {
        List<Held> calls = visits.all();
        held.addAll(calls);
        Stream.of(workerThreads, enderThreads)
                .flatMap(threads -> threads.alive().stream())
                .filter(thread -> calls.stream().noneMatch(call -> call.isOn(thread)))
                .map(Held::of)
                .forEach(held::add);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Work that does not come to its end is interrupted; returns whether all has ended then. */
    private boolean endWorkers(long end) {
        workers.shutdown();
        if (hasEnded(workers, end - System.nanoTime())) {
            return true;
        }
        workers.shutdownNow();
        return hasEnded(workers, PATIENCE.toNanos());
    }

    private static boolean hasEnded(ExecutorService executor, long nanos) {
        try {
            return executor.awaitTermination(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The connections that are not closed yet. */
    List<Connection> connections() {
        return connections.all();
    }
}
