package dev.cutover.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cutover.worker.config.ConfigException;
import dev.cutover.worker.config.HttpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} for Prometheus, {@code /healthz} (the process lives) and {@code /readyz} (it takes work; 503
 * with the reason while it does not).
 */
final class HttpEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "http");
        thread.setDaemon(true);
        return thread;
    });

    HttpEndpoint(HttpAddress address, Supplier<String> metrics, Supplier<Health> health) throws ConfigException {
        try {
            server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 16);
        } catch (IOException e) {
            throw new ConfigException("http: cannot listen on " + address.host() + ":" + address.port() + " ("
                    + e.getMessage() + "). Give another http.port, or stop what uses it");
        }
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        server.createContext("/healthz", exchange -> answer(exchange, 200, "text/plain; charset=utf-8", "alive\n"));
        server.createContext("/readyz", exchange -> {
            Health now = health.get();
            answer(exchange, now.ready() ? 200 : 503, "text/plain; charset=utf-8", now.reason() + "\n");
        });
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
