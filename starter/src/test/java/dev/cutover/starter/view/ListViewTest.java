package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.client.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListViewTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T12:00:00.123456Z");

    @Test
    void columnsAreAsWideAsTheirContentAndTimesAreInSeconds() {
        List<String> lines = ListView.lines(
                List.of(
                        new Row("cutover-prod", "r1", "RUNNING", "prod", "HOLDING", null, "alice", STARTED, List.of()),
                        new Row(
                                "shop",
                                "r2",
                                "COMPLETED",
                                "dev",
                                "DONE",
                                "PROMOTED",
                                "the installation of the example",
                                STARTED,
                                List.of())),
                ZoneOffset.UTC);

        assertThat(lines)
                .containsExactly(
                        "WORKFLOW ID   TARGET  PHASE    OUTCOME   REQUESTED BY          STARTED              TEMPORAL",
                        "cutover-prod  prod    HOLDING  -         alice                 2026-01-02 12:00:00  running",
                        "shop          dev     DONE     PROMOTED  the installation ...  2026-01-02 12:00:00  completed");
    }

    @Test
    void aRunWhoseRequestNamedNoTargetSaysSo() {
        Row invalid = new Row("bad", "r1", "FAILED", null, "DONE", "FAILED", null, STARTED, List.of());
        Row justStarted = new Row("new", "r2", "RUNNING", null, null, null, null, STARTED, List.of());

        List<String> lines = ListView.lines(List.of(invalid, justStarted), ZoneOffset.UTC);

        assertThat(lines.get(1)).contains("invalid request");
        assertThat(lines.get(2)).doesNotContain("invalid");
    }

    @Test
    void aDeploymentInTheQueueShowsItsPlaceAndBehindWhomItIs() {
        Row queued =
                new Row("shop-c", "r1", "RUNNING", "prod", "QUEUED", null, "kim", STARTED, List.of("shop-a", "shop-b"));

        assertThat(ListView.lines(List.of(queued), ZoneOffset.UTC).get(1))
                .contains("QUEUED, place 2 behind shop-a, shop-b");
    }
}
