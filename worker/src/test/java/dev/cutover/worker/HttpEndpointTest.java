package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.worker.config.ConfigException;
import dev.cutover.worker.config.HttpAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private static final HttpAddress ANY_PORT = new HttpAddress("127.0.0.1", 0);

    private final AtomicReference<Health> health = new AtomicReference<>(new Health(false, "starting"));
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void staysAliveWhileItIsNotReadyAndSaysWhy() throws Exception {
        try (HttpEndpoint endpoint = new HttpEndpoint(ANY_PORT, () -> "", health::get)) {
            HttpResponse<String> notReady = get(endpoint, "/readyz");
            assertThat(notReady.statusCode()).isEqualTo(503);
            assertThat(notReady.body()).isEqualTo("starting\n");
            assertThat(get(endpoint, "/healthz").statusCode()).isEqualTo(200);

            health.set(new Health(true, "ready"));

            assertThat(get(endpoint, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesTheMetricsOfTheProcess() throws Exception {
        try (Metrics metrics = new Metrics();
                HttpEndpoint endpoint = new HttpEndpoint(ANY_PORT, metrics::scrape, health::get)) {
            assertThat(get(endpoint, "/metrics").body()).contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (HttpEndpoint first = new HttpEndpoint(ANY_PORT, () -> "", health::get)) {
            HttpAddress taken = new HttpAddress("127.0.0.1", first.port());

            assertThatThrownBy(() -> new HttpEndpoint(taken, () -> "", health::get))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port())
                    .hasMessageContaining("http.port");
        }
    }

    private HttpResponse<String> get(HttpEndpoint endpoint, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
