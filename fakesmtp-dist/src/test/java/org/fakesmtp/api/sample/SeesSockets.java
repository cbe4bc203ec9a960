package org.fakesmtp.api.sample;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import org.apache.mina.core.session.IoSession;

/** What the api must not do: each method sees MINA or a socket. */
public interface SeesSockets {
    void mina(IoSession session);

    void socket(Socket socket);

    void serverSocket(ServerSocket socket);

    void channel(SocketChannel channel);

    void http(HttpClient client);
}
