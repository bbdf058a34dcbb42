package dev.cutover.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP port on 127.0.0.1 where clients connect. It can be closed for a while: connections are refused, then accepted again. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Takes a connection over. */
    @FunctionalInterface
    interface Receiver {
        void receive(Socket socket);
    }

    private final int port;
    private final Receiver receiver;
    private final Socket keeper = new Socket();
    private ServerSocket socket;
    private boolean closed;

    Listener(int wantedPort, Receiver receiver) throws IOException {
        this.receiver = receiver;
        socket = bind(wantedPort);
        port = socket.getLocalPort();
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Begins to accept. */
    synchronized void accept() {
        ServerSocket accepting = socket;
        Thread acceptor = new Thread(() -> accept(accepting), "sandbox-" + port);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                receiver.receive(listener.accept());
            } catch (SocketException ended) {
                LOG.trace("port {} was closed", port);
            } catch (IOException e) {
                LOG.debug("a connection could not be accepted: {}", e.toString());
            }
        }
    }

    /** Refuses connections from now on. A socket that does not listen keeps the port, so that nobody else is given it. */
    synchronized void pause() {
        try {
            socket.close();
            keeper.setReuseAddress(true);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (!kept() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(RETRY_NANOS / 20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " could not be closed", e);
        }
    }

    /** Not at the first try while the thread that accepted has still to let go of the port. */
    private boolean kept() {
        if (keeper.isBound()) {
            return true;
        }
        try {
            keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    /** Accepts connections again; waits while somebody else has the port. */
    void resume() {
        while (!resumed()) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private synchronized boolean resumed() {
        if (closed || !socket.isClosed()) {
            return true;
        }
        try {
            socket = bind(port);
            accept();
            return true;
        } catch (IOException taken) {
            LOG.debug("port {} is taken: {}", port, taken.toString());
            return false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        socket.close();
        keeper.close();
    }
}
