package dev.cutover.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final int LOWEST_THAT_LINUX_HANDS_OUT = 32_768;

    @Test
    void freePortsDifferAndAreNeverThoseOfOutgoingConnections() {
        Ports ports = Ports.free();

        List<Integer> all = List.of(ports.sandbox(), ports.temporal(), ports.webUi(), ports.worker(), ports.kafka());
        assertThat(all)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(1024, LOWEST_THAT_LINUX_HANDS_OUT - 1));
    }
}
