import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.KeyStore;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * What the JVM's SSLEngine gives: a selector for each core, TLS from the first octet, a greeting, and everything that comes is decrypted and thrown away. A line QUIT at the end of what was
 * read ends the session; a line BYE is answered by a line, when all before it has been decrypted. {@code java BareTls.java KEYSTORE PASSWORD PORT THREADS}.
 */
public final class BareTls {

    private static final byte[] GREETING = "220 localhost ESMTP fakesmtp\r\n".getBytes();
    private static final byte[] ANSWER = "250 2.0.0 Ok: message s1-1 taken\r\n".getBytes();
    private static final byte[] FAREWELL = "221 2.0.0 Bye\r\n".getBytes();

    private BareTls() {}

    public static void main(String[] words) throws Exception {
        SSLContext context = context(words[0], words[1].toCharArray());
        Loop[] loops = new Loop[Integer.parseInt(words[3])];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new Loop();
            new Thread(loops[i]).start();
        }
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[2])), 4096);
            for (int turn = 0; ; turn++) {
                SocketChannel socket = door.accept();
                socket.configureBlocking(false);
                socket.socket().setTcpNoDelay(true);
                SSLEngine engine = context.createSSLEngine();
                engine.setUseClientMode(false);
                loops[turn % loops.length].take(new Session(socket, engine));
            }
        }
    }

    private static SSLContext context(String file, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(file)) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** A selector and its sessions. */
    private static final class Loop implements Runnable {
        private final Queue<Session> fresh = new ConcurrentLinkedQueue<>();
        private final Selector selector = Selector.open();
        private final ByteBuffer encrypted = ByteBuffer.allocate(64 * 1024);
        private final ByteBuffer clear = ByteBuffer.allocate(64 * 1024);

        Loop() throws IOException {}

        void take(Session session) {
            fresh.add(session);
            selector.wakeup();
        }

        @Override
        public void run() {
            try {
                while (true) {
                    selector.select(this::serve);
                    for (Session session = fresh.poll(); session != null; session = fresh.poll()) {
                        session.socket.register(selector, SelectionKey.OP_READ, session);
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void serve(SelectionKey key) {
            Session session = (Session) key.attachment();
            try {
                session.read(encrypted, clear);
            } catch (IOException e) {
                session.close();
            }
        }
    }

    /** A connection with its engine. What is half a record waits in {@code rest}. */
    private static final class Session {
        private final SocketChannel socket;
        private final SSLEngine engine;
        private byte[] rest = {};
        private boolean greeted;

        Session(SocketChannel socket, SSLEngine engine) {
            this.socket = socket;
            this.engine = engine;
        }

        void read(ByteBuffer encrypted, ByteBuffer clear) throws IOException {
            encrypted.clear().put(rest);
            if (socket.read(encrypted) < 0) {
                close();
                return;
            }
            encrypted.flip();
            while (unwrap(encrypted, clear)) {
                if (!socket.isOpen()) {
                    return;
                }
            }
            rest = new byte[encrypted.remaining()];
            encrypted.get(rest);
        }

        /** Whether there is more to do with what was read. */
        private boolean unwrap(ByteBuffer encrypted, ByteBuffer clear) throws IOException {
            clear.clear();
            Status status = engine.unwrap(encrypted, clear).getStatus();
            boolean shook = shakeHands(clear);
            if (!shook && clear.position() > 0) {
                taken(clear);
            }
            if (status == Status.CLOSED) {
                close();
            }
            return status == Status.OK && encrypted.hasRemaining() || shook && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP && encrypted.hasRemaining();
        }

        private boolean shakeHands(ByteBuffer out) throws IOException {
            boolean shook = false;
            for (HandshakeStatus now = engine.getHandshakeStatus(); ; now = engine.getHandshakeStatus()) {
                if (now == HandshakeStatus.NEED_TASK) {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                } else if (now == HandshakeStatus.NEED_WRAP) {
                    write(ByteBuffer.allocate(0), out);
                } else {
                    break;
                }
                shook = true;
            }
            if (!greeted && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                greeted = true;
                write(ByteBuffer.wrap(GREETING), out);
            }
            return shook;
        }

        private void taken(ByteBuffer clear) throws IOException {
            int end = clear.position();
            if (endsIn(clear, end, 'Q')) {
                write(ByteBuffer.wrap(FAREWELL), clear);
                engine.closeOutbound();
                write(ByteBuffer.allocate(0), clear);
                close();
            } else if (endsIn(clear, end, 'B')) {
                write(ByteBuffer.wrap(ANSWER), clear);
            }
        }

        private static boolean endsIn(ByteBuffer clear, int end, char first) {
            int length = first == 'Q' ? 6 : 5;
            return end >= length && clear.get(end - 1) == '\n' && clear.get(end - length) == first;
        }

        /** Everything goes out at once: it is little, and the socket has room. */
        private void write(ByteBuffer content, ByteBuffer out) throws IOException {
            out.clear();
            engine.wrap(content, out);
            out.flip();
            while (out.hasRemaining()) {
                socket.write(out);
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException ignored) {
                rest = new byte[0];
            }
        }
    }
}
