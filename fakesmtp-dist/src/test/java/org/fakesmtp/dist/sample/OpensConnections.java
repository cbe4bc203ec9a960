package org.fakesmtp.dist.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.net.SocketFactory;
import org.apache.mina.core.service.IoConnector;
import org.apache.mina.transport.socket.nio.NioSocketConnector;
import org.jsoup.Jsoup;

/** What the product must not do: each method opens a connection, or makes what opens one. */
@SuppressWarnings("AddressSelection")
public interface OpensConnections {
    static Object socketToName() throws IOException {
        return new Socket("localhost", 1);
    }

    static Object socketToAddress(InetAddress address) throws IOException {
        return new Socket(address, 1);
    }

    static void socket(Socket socket, SocketAddress address) throws IOException {
        socket.connect(address);
    }

    static Object page() {
        return Jsoup.connect("http://localhost");
    }

    static Object factory() throws IOException {
        return SocketFactory.getDefault().createSocket("localhost", 1);
    }

    static void channel(SocketChannel channel, SocketAddress address) throws IOException {
        channel.connect(address);
    }

    static Object openedChannel(SocketAddress address) throws IOException {
        return SocketChannel.open(address);
    }

    static Future<Void> asynchronousChannel(AsynchronousSocketChannel channel, SocketAddress address) {
        return channel.connect(address);
    }

    static void datagrams(DatagramChannel channel, SocketAddress address) throws IOException {
        channel.connect(address);
    }

    static Object connector() {
        return new NioSocketConnector();
    }

    static Object connect(IoConnector connector, SocketAddress address) {
        return connector.connect(address);
    }

    static Object http() {
        return HttpClient.newHttpClient();
    }

    static Object urlStream(URL url) throws IOException {
        return url.openStream();
    }

    static Object urlConnection(URLConnection connection) throws IOException {
        return connection.getInputStream();
    }

    static Object reachable(InetAddress address) throws IOException {
        return address.isReachable(1);
    }

    static Object naming() throws NamingException {
        return new InitialContext();
    }
}
