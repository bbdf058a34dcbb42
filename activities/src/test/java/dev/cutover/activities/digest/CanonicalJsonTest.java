package dev.cutover.activities.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private final CanonicalJson json = new CanonicalJson();

    record Sample(String name, Duration pause, List<Map<String, Integer>> parts, String hash) {}

    @Test
    void keysAreSortedAtEveryDepthAndDurationsAreIso() {
        Map<String, Integer> part = new LinkedHashMap<>();
        part.put("b", 2);
        part.put("a", 1);

        assertThat(json.text(new Sample("x", Duration.ofSeconds(90), List.of(part), null)))
                .isEqualTo("{\"hash\":null,\"name\":\"x\",\"parts\":[{\"a\":1,\"b\":2}],\"pause\":\"PT1M30S\"}");
    }

    @Test
    void theHashLeavesOutTheFieldThatHoldsIt() {
        Sample without = new Sample("x", Duration.ZERO, List.of(), null);
        Sample with = new Sample("x", Duration.ZERO, List.of(), "abc");
        Sample other = new Sample("y", Duration.ZERO, List.of(), null);

        assertThat(json.hashWithout(with, "hash")).isEqualTo(json.hashWithout(without, "hash"));
        assertThat(json.hashWithout(other, "hash")).isNotEqualTo(json.hashWithout(without, "hash"));
    }
}
