package dev.cutover.faults.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of several commands are results of one. */
class ResultsTest {
    private static final Finding ORPHAN = new Finding(7, "kill", Wrong.ORPHAN, "a schema");

    @TempDir
    Path folder;

    @Test
    void aSeedThatIsRunAgainReplacesItsLineAndTheOthersStay() throws Exception {
        Results first = new Results(folder);
        first.processes().add(run(7, List.of(ORPHAN)));
        first.processes().add(run(3, List.of()));

        Results second = new Results(folder);
        second.processes().add(run(7, List.of()));
        second.processes().tidy();

        assertThat(new Results(folder).processes().lines())
                .extracting(ProcessLine::seed, line -> line.wrong().size())
                .containsExactly(tuple(3L, 0), tuple(7L, 0));
        assertThat(Files.readAllLines(folder.resolve("processes.jsonl"))).hasSize(2);
    }

    @Test
    void everyZeroIsPrintedWithTheNumberOfRunsAndWhatIsBetweenTheMarksIsReplaced() throws Exception {
        Path page = folder.resolve("page.md");
        Files.writeString(page, """
                before
                <!-- processes: begin -->
                old
                <!-- processes: end -->
                <!-- simulated: begin -->
                <!-- simulated: end -->
                after
                """);
        Results results = new Results(folder);
        results.processes().add(run(7, List.of(ORPHAN)));
        results.processes().add(run(8, List.of()));
        results.simulated().add(batch(1, 1000, 700, List.of()));
        results.simulated().add(batch(1001, 500, 200, List.of(1007L)));

        results.report(page);

        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("after\n")
                .doesNotContain("old")
                .contains("| double swaps | 0 of 2 |", "| orphans after a clean ending | 1 of 2 |")
                .contains("| double swaps | 0 of 900 | 300 |", "| PROMOTED | 1,500 |", "| 1 of 1,500: seeds 1007 |")
                .contains("median 20.0, p99 20.0 (n = 2)");
    }

    @Test
    void aRunIsCountedOnlyInTheRowsInWhichItWouldHaveShownSomething() {
        assertThat(run(7, List.of()).checks())
                .contains(Wrong.DOUBLE_SWAP, Wrong.HYDRATION, Wrong.READS, Wrong.ORPHAN, Wrong.SINK)
                .doesNotContain(Wrong.HUNG_READS, Wrong.LOST_UPDATE, Wrong.NOT_READY, Wrong.INEXACT_LIST, Wrong.TURN);
    }

    @Test
    void whatALineSaysOfItselfCounts() {
        ProcessLine line = run("lag", "Promote", "BEFORE_STATEMENT", "PROMOTED", List.of(Wrong.HUNG_READS));

        assertThat(line.checks()).containsExactly(Wrong.HUNG_READS);
    }

    @Test
    void aGreenThatFellBehindWhenTheSwapWasSentShowsNothing() {
        assertThat(former("lag", "Promote", "BEFORE_STATEMENT", "PROMOTED")).contains(Wrong.NOT_READY);
        assertThat(List.of("BEFORE_COMMIT", "AFTER_COMMIT", "BEFORE_REPORT", "AFTER_REPORT"))
                .allSatisfy(boundary -> assertThat(former("lag", "Promote", boundary, "PROMOTED"))
                        .doesNotContain(Wrong.NOT_READY));
    }

    @Test
    void aListIsCountedOnlyWhereSomethingHadToBeListed() {
        String fault = "stranger-retired";
        assertThat(former(fault, "Drop of retired", "BEFORE_STATEMENT", "PROMOTED"))
                .contains(Wrong.INEXACT_LIST);
        assertThat(former(fault, "Verify", "AFTER_REPORT", "PROMOTED")).contains(Wrong.INEXACT_LIST);
        assertThat(former(fault, "Drop of retired", "BEFORE_REPORT", "PROMOTED"))
                .doesNotContain(Wrong.INEXACT_LIST);
        assertThat(former(fault, "Drop of retired", "AFTER_REPORT", "PROMOTED")).doesNotContain(Wrong.INEXACT_LIST);
        assertThat(former(fault, "Verify", "BEFORE_STATEMENT", "REVERTED")).doesNotContain(Wrong.INEXACT_LIST);
    }

    @Test
    void whatIsLeftIsNotCountedWhereNobodyLooked() {
        assertThat(former("terminate", "Drop of green", "AFTER_REPORT", "REJECTED"))
                .doesNotContain(Wrong.ORPHAN, Wrong.SINK, Wrong.INEXACT_LIST);
        assertThat(former("privilege", "Plan", "BEFORE_STATEMENT", "FAILED")).doesNotContain(Wrong.ORPHAN);
    }

    @Test
    void aPercentileIsAValueThatWasSeen() {
        assertThat(Tables.percentile(List.of(1L, 2L, 3L, 4L), 50)).isEqualTo(2);
        assertThat(Tables.percentile(List.of(1L, 2L, 3L, 4L), 99)).isEqualTo(4);
    }

    private static BatchLine batch(long seed, int runs, int swapped, List<Long> hanging) {
        return new BatchLine(
                seed,
                runs,
                Map.of(Wrong.ENDING, runs - hanging.size(), Wrong.DOUBLE_SWAP, swapped),
                hanging,
                0,
                Map.of("PROMOTED", runs),
                Map.of(),
                List.of(),
                9,
                "abc");
    }

    private static ProcessLine run(long seed, List<Finding> wrong) {
        return run(seed, "kill", "Deploy", "AFTER_STATEMENT", "PROMOTED", wrong, null);
    }

    private static List<Wrong> former(String fault, String activity, String boundary, String ending) {
        return run(fault, activity, boundary, ending, null).checks();
    }

    private static ProcessLine run(String fault, String activity, String boundary, String ending, List<Wrong> checked) {
        return run(7, fault, activity, boundary, ending, List.of(), checked);
    }

    private static ProcessLine run(
            long seed,
            String fault,
            String activity,
            String boundary,
            String ending,
            List<Finding> wrong,
            List<Wrong> checked) {
        return new ProcessLine(
                seed,
                null,
                fault,
                "PROMOTE",
                activity,
                boundary,
                "CREATE VIEW",
                true,
                List.of(ending),
                wrong,
                checked,
                2,
                100,
                20_000L,
                30,
                "abc");
    }
}
