package dev.cutover.starter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingTest {
    @Test
    void theTableTellsWhichPromisesWereNotKept() {
        List<String> table = Finding.table(List.of(
                Finding.judged("history of a deployment", "65 events", "< 200", true),
                Finding.judged("worker's heap", "300 MiB", "< 256 MiB", false)));

        assertThat(table)
                .containsExactly(
                        "| what | measured | target | |",
                        "|---|---|---|---|",
                        "| history of a deployment | 65 events | < 200 | met |",
                        "| worker's heap | 300 MiB | < 256 MiB | **missed** |");
    }

    @Test
    void theHeapIsTheSumOfItsParts() {
        assertThat(Heap.bytesUsed("""
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 3.0E7
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2000000
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E8
                """)).isEqualTo(3.2E7);
    }
}
