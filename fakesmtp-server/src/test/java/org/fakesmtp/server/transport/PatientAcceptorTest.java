package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.DefaultIoSessionDataStructureFactory;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.session.IoSessionAttributeMap;
import org.apache.mina.transport.socket.nio.NioSession;
import org.fakesmtp.server.TcpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that come one after the other: the first is accepted by the accepting thread, and the others by a processor. */
class PatientAcceptorTest {

    private final SessionProcessors processors = new SessionProcessors(2);
    private final PatientAcceptor acceptor = new PatientAcceptor(processors, new ManualTimers());
    private final List<TcpClient> clients = new ArrayList<>();
    private final List<String> accepting = new CopyOnWriteArrayList<>();

    @BeforeEach
    void bind() throws IOException {
        acceptor.setHandler(new Echo());
        acceptor.setSessionDataStructureFactory(new Noting());
        acceptor.setReuseAddress(true);
        acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void dispose() {
        clients.forEach(TcpClient::close);
        acceptor.dispose(false);
        processors.dispose(Duration.ofSeconds(10));
    }

    @Test
    void all_but_the_first_are_accepted_on_a_thread_that_serves_sessions() {
        come(3);

        assertThat(accepting.get(0)).startsWith("PatientAcceptor");
        assertThat(accepting.subList(1, 3)).allMatch(thread -> thread.startsWith("SessionProcessor"));
    }

    @Test
    void sessions_are_shared_out_among_the_processors() {
        come(6);

        assertThat(acceptor.getManagedSessions().values().stream().map(PatientAcceptorTest::processor))
                .hasSize(6)
                .filteredOn(processors.least()::equals)
                .hasSize(3);
    }

    @Test
    void clients_are_accepted_and_served_when_mina_has_replaced_the_selector() {
        come(2);
        processors.all().forEach(processor -> processor.onThread(() -> replaceSelector(processor)));
        come(1);

        assertThat(accepting.get(2)).startsWith("SessionProcessor");
        assertThat(clients).allSatisfy(client -> assertThat(client.ask("hello")).isEqualTo("hello"));
    }

    private static void replaceSelector(SessionProcessor processor) {
        try {
            processor.registerNewSelector();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many clients come, and each has had an answer before the next does. */
    private void come(int count) {
        for (int i = 0; i < count; i++) {
            TcpClient client = new TcpClient(acceptor.getLocalAddress().getPort());
            clients.add(client);
            assertThat(client.ask("hello")).isEqualTo("hello");
        }
    }

    private static SessionProcessor processor(IoSession session) {
        return (SessionProcessor) ((NioSession) session).getProcessor();
    }

    private static final class Echo extends IoHandlerAdapter {
        @Override
        public void messageReceived(IoSession session, Object message) {
            session.write(((IoBuffer) message).duplicate());
        }
    }

    /** Is asked when a client has been accepted, on the thread that has done so. */
    private final class Noting extends DefaultIoSessionDataStructureFactory {
        @Override
        public IoSessionAttributeMap getAttributeMap(IoSession session) throws Exception {
            accepting.add(Thread.currentThread().getName());
            return super.getAttributeMap(session);
        }
    }
}
