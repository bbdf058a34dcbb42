package dev.cutover.e2e.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls to one page of a browser: a message with a number goes out, the answer with the same number comes back. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long SECONDS = 60;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final StringBuilder received = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(URI page) {
        DevTools tools = new DevTools();
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, tools)
                .join();
        return tools;
    }

    JsonNode call(String method, ObjectNode parameters) {
        int number = calls.incrementAndGet();
        ObjectNode message = MAPPER.createObjectNode().put("id", number).put("method", method);
        message.set("params", parameters);
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        socket.sendText(message.toString(), true).join();
        JsonNode arrived = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (arrived.has("error")) {
            throw new AssertionError(method + ": " + arrived.get("error"));
        }
        return arrived.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        received.append(part);
        if (last) {
            take(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return null;
    }

    // What has no number is an event, which nobody asked for.
    private void take(String text) {
        try {
            JsonNode message = MAPPER.readTree(text);
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asInt(0));
            if (answer != null) {
                answer.complete(message);
            }
        } catch (JsonProcessingException e) {
            waiting.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
