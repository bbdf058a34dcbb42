package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Watches how much heap the worker uses, by the metrics that it serves. */
final class Heap implements AutoCloseable {
    private static final String USED = "jvm_memory_used_bytes{area=\"heap\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final AtomicReference<Double> most = new AtomicReference<>(0.0);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heap");
        thread.setDaemon(true);
        return thread;
    });

    Heap(String metrics) {
        request = HttpRequest.newBuilder(URI.create(metrics))
                .timeout(Duration.ofSeconds(5))
                .build();
        clock.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** The most bytes that were in use at any look, garbage included. */
    double mostBytes() {
        look();
        return most.get();
    }

    private void look() {
        try {
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            double used = bytesUsed(answer);
            most.accumulateAndGet(used, Math::max);
        } catch (IOException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The worker's metrics cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sum over the heap's parts, which differ with the collector. */
    static double bytesUsed(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith(USED))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
