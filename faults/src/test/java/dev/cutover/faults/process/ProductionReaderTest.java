package dev.cutover.faults.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What hangs when a run ends belongs to that run. */
class ProductionReaderTest {
    @Test
    void whoWaitsForOneMoreReadLearnsThatItHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ProductionReader reader = new ProductionReader(
                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/materialize?sslmode=disable",
                        Duration.ofSeconds(1))) {
            reader.awaitRead();

            assertThat(reader.takeHung()).isNotEmpty();
        }
    }
}
