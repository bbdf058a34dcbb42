package dev.cutover.faults.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.processes.Cleanup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The part of the seeded defects that is looked at with every change: the first two of each family, and clean ones. */
class SeededDefectsTest {
    private static final int OF_EACH_FAMILY = 2;
    private static final int CLEAN = 3;

    @Test
    void theApproverIsToldOfEachDefectAndOfNothingElse() {
        List<String> wrong = new ArrayList<>();
        Report report = new Report();
        try (Cleanup cleanup = new Cleanup()) {
            Seeding seeding = Seeding.start(cleanup, line -> {});

            for (Map.Entry<String, List<Defect>> family : Defects.byFamily().entrySet()) {
                for (Defect defect : family.getValue().subList(0, OF_EACH_FAMILY)) {
                    report.add(family.getKey(), defect.name(), seeding.seed(defect), wrong::add);
                }
            }
            try (Writers writing = new Writers(seeding.sandbox(), 2, 1)) {
                for (int i = 1; i <= CLEAN; i++) {
                    report.add("clean", "deployment " + i, seeding.clean(), wrong::add);
                }
                assertThat(writing.writes()).isPositive();
            }
        }

        wrong.removeIf(line -> line.startsWith("right"));
        assertThat(wrong).isEmpty();
        assertThat(report.size()).isEqualTo(6 * OF_EACH_FAMILY + CLEAN);
    }

    /** A misspelt name must not look like a success. */
    @Test
    void askingForDefectsThatThereAreNotIsAnError() {
        StringWriter told = new StringWriter();

        int exitCode = new CommandLine(new DefectsMain())
                .setErr(new PrintWriter(told, true))
                .execute("--only", "shpae");

        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString())
                .contains("No defect has shpae in its family or name. The families are rows, shape, permissions,");
    }

    @Test
    void thereAreAHundredDefectsWithNamesOfTheirOwn() {
        List<String> names = Defects.byFamily().values().stream()
                .flatMap(List::stream)
                .map(Defect::name)
                .toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
        assertThat(Defects.byFamily().values().stream().flatMap(List::stream))
                .allSatisfy(defect -> assertThat(defect.finds()).isNotEmpty());
    }

    @Test
    void whatIsMissedAndWhatIsTooMuchIsTold() {
        Defect defect = new Defect(
                "a grant is lost",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("object a *: grant * removed"),
                null);

        Verdict verdict = Verdict.of(defect, List.of("object b CHANGED: grant x removed"));

        assertThat(verdict.missed()).containsExactly("object a *: grant * removed");
        assertThat(verdict.falseAlarms()).containsExactly("object b CHANGED: grant x removed");
    }

    @Test
    void aSumIsNoAlarmOfItsOwnUnlessThereIsNothingToSumUp() {
        List<String> sum = List.of("warning 1 of 2 check(s) did not pass.");
        Defect defect = new Defect("a check fails", null, null, null, null, null, null, null, List.of("check *"), null);

        assertThat(Verdict.of(
                                defect,
                                Stream.concat(sum.stream(), Stream.of("check a FAILED: 1 row"))
                                        .toList())
                        .precise())
                .isTrue();
        assertThat(Verdict.of(Defect.none(), sum).precise()).isFalse();
    }
}
