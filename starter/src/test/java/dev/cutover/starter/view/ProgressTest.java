package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.client.Glimpse;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import dev.cutover.workflows.status.Building;
import dev.cutover.workflows.status.Status;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static final Glimpse NOTHING = new Glimpse(true, "run-1", null, null, 9, List.of());

    private final Progress progress = new Progress(ZoneOffset.UTC);

    @Test
    void showsEachPhaseOnceEvenWhenSomeWereNeverSeen() {
        List<String> first = progress.observe(status(List.of(Phase.PLANNING, Phase.CLONING), null), NOTHING, NOON);
        List<String> second =
                progress.observe(status(List.of(Phase.PLANNING, Phase.CLONING, Phase.DEPLOYING), null), NOTHING, NOON);

        assertThat(first)
                .containsExactly(
                        "12:00:00  PLANNING             reading the project and production",
                        "12:00:01  CLONING              creating green schemas and clusters");
        assertThat(second).containsExactly("12:00:02  DEPLOYING            creating the new version in green");
    }

    @Test
    void showsHydrationWhenACountChangesAndNotWhenOnlyTheLagDoes() {
        Status hydrating = status(List.of(Phase.HYDRATING), null);
        progress.observe(hydrating, hydrating(reading(1, 900)), NOON);

        assertThat(progress.observe(hydrating, hydrating(reading(1, 300)), NOON))
                .isEmpty();
        assertThat(progress.observe(hydrating, hydrating(reading(2, 300)), NOON))
                .containsExactly("12:00:00                       serve  hydrated 2 of 3, lag 0.3 s, waits for a view");
    }

    @Test
    void showsTheDateOfADeadlineOnAnotherDay() {
        List<String> today = progress.observe(status(List.of(Phase.HOLDING), NOON.plusSeconds(60)), NOTHING, NOON);
        List<String> tomorrow =
                progress.observe(status(List.of(Phase.HOLDING), NOON.plusSeconds(86_400)), NOTHING, NOON);

        assertThat(today).last().asString().endsWith("Ends by itself at 12:01:00.");
        assertThat(tomorrow).last().asString().endsWith("Ends by itself at 2026-01-03 12:00:00.");
    }

    @Test
    void showsEachTroubleOnce() {
        Status planning = status(List.of(), null);
        Glimpse troubles = new Glimpse(
                true, "run-1", null, null, 9, List.of("Plan is tried again (attempt 2): connection refused"));

        assertThat(progress.observe(planning, troubles, NOON)).hasSize(1);
        assertThat(progress.observe(planning, troubles, NOON)).isEmpty();
    }

    @Test
    void showsHowFarGreenIsBuiltButNotEveryObject() {
        Status deploying = status(List.of(Phase.DEPLOYING), null);

        assertThat(progress.observe(deploying, building(17, "fct_orders"), NOON))
                .last()
                .isEqualTo("12:00:00                       built 17 of 40, running fct_orders");
        assertThat(progress.observe(deploying, building(18, "fct_sales"), NOON.plusSeconds(1)))
                .isEmpty();
        assertThat(progress.observe(deploying, building(19, "dim_days"), NOON.plusSeconds(2)))
                .containsExactly("12:00:02                       built 19 of 40, running dim_days");
        assertThat(progress.observe(deploying, building(19, "dim_days"), NOON.plusSeconds(9)))
                .isEmpty();
    }

    private static Glimpse building(int done, String running) {
        return new Glimpse(true, "run-1", null, new Building(done, 40, List.of(running), null), 9, List.of());
    }

    private static Glimpse hydrating(Readiness readiness) {
        return new Glimpse(true, "run-1", readiness, null, 9, List.of());
    }

    private static Readiness reading(int hydrated, long lagMillis) {
        return new Readiness(
                Verdict.NOT_READY,
                List.of(new ClusterReadiness("serve", hydrated, 3, lagMillis, "a view")),
                List.of(),
                1,
                NOON);
    }

    private static Status status(List<Phase> phases, Instant deadline) {
        List<PhaseTime> times = new ArrayList<>();
        for (Phase phase : phases) {
            times.add(new PhaseTime(phase, NOON.plusSeconds(times.size())));
        }
        Phase now = phases.isEmpty() ? Phase.PLANNING : phases.get(phases.size() - 1);
        return new Status(
                "abcdefgh",
                "prod",
                now,
                null,
                null,
                null,
                null,
                "something.",
                deadline,
                List.of(),
                List.of(),
                "Safe.",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                times,
                List.of());
    }
}
