package dev.cutover.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.sandbox.contract.Recording.Answer;
import dev.cutover.sandbox.contract.Recording.Notice;
import dev.cutover.sandbox.contract.Recording.Result;
import dev.cutover.sandbox.contract.Recording.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Placeholders placeholders = new Placeholders();

    @Test
    void anIdKeepsItsPlaceholderForTheWholeScenario() {
        assertThat(placeholders.matches("<schema:1>", "u7")).isTrue();

        assertThat(placeholders.matches("{<schema:1>=U}", "{u7=U}")).isTrue();
        assertThat(placeholders.matches("<schema:1>", "u8")).isFalse();
        assertThat(placeholders.matches("<schema:2>", "u7")).isFalse();
        assertThat(placeholders.matches("<cluster:1>", "u7")).isTrue();
    }

    @Test
    void onePlaceholderTwiceInOneTextIsOneId() {
        assertThat(placeholders.matches("{<role:1>=UC/<role:1>}", "{u1=UC/u12}"))
                .isFalse();
        assertThat(placeholders.matches("{<role:1>=UC/<role:1>}", "{u1=UC/u1}")).isTrue();
    }

    @Test
    void aFailedComparisonBindsNothing() {
        Step step =
                step(true, false, Result.rows("SELECT 1", List.of("id", "n"), List.of(25L, 25L), rows("<role:1> 1")));

        assertThat(compare(step, Result.rows("SELECT 1", List.of("id", "n"), List.of(25L, 25L), rows("u1 2"))))
                .hasSize(1);
        assertThat(compare(step, Result.rows("SELECT 1", List.of("id", "n"), List.of(25L, 25L), rows("u2 1"))))
                .isEmpty();
    }

    @Test
    void rowsWithoutOrderArePairedWhateverIdsTheyHave() {
        Result recorded = Result.rows(
                "SELECT 3", List.of("id", "n"), List.of(25L, 25L), rows("<role:1> a", "<role:2> a", "<role:2> b"));
        Result actual = Result.rows("SELECT 3", List.of("id", "n"), List.of(25L, 25L), rows("u9 b", "u9 a", "u3 a"));

        assertThat(compare(step(false, false, recorded), actual)).isEmpty();
        assertThat(compare(step(true, false, recorded), actual)).isNotEmpty();
    }

    @Test
    void aMissingRowIsADifferenceInBehaviour() {
        Step step = step(false, false, Result.rows("SELECT <n>", List.of("n"), List.of(25L), rows("a", "b")));

        assertThat(compare(step, Result.rows("SELECT 1", List.of("n"), List.of(25L), rows("a"))))
                .singleElement()
                .matches(Difference::isBehaviour);
    }

    @Test
    void distinctRowsMayRepeat() {
        Step step = step(false, true, Result.rows("FETCH <n>", List.of("n"), List.of(25L), rows("a", "b")));

        assertThat(compare(step, Result.rows("FETCH 3", List.of("n"), List.of(25L), rows("b", "a", "b"))))
                .isEmpty();
        assertThat(compare(step, Result.rows("FETCH 2", List.of("n"), List.of(25L), rows("b", "b"))))
                .isNotEmpty();
        assertThat(compare(step, Result.rows("FETCH 3", List.of("n"), List.of(25L), rows("a", "b", "c"))))
                .isNotEmpty();
    }

    @Test
    void anotherSqlStateIsBehaviourAnotherMessageIsWording() {
        Step step = step(true, false, error("XX000", "unknown schema 'x'"));

        assertThat(compare(step, error("42601", "unknown schema 'x'")))
                .singleElement()
                .matches(Difference::isBehaviour);
        assertThat(compare(step, error("XX000", "no schema 'x'")))
                .singleElement()
                .matches(difference -> !difference.isBehaviour());
    }

    @Test
    void aMissingNoticeIsWordingAnotherStatusIsBehaviour() {
        Step step = step(true, false, Result.tagged("ROLLBACK"));
        Notice notice = new Notice("WARNING", "25P01", "there is no transaction in progress", null, null);

        assertThat(Comparison.compare(
                        step,
                        new Answer(List.of(Result.tagged("ROLLBACK")), "I", List.of(notice), null, null),
                        placeholders))
                .singleElement()
                .matches(difference -> !difference.isBehaviour());
        assertThat(Comparison.compare(
                        step, new Answer(List.of(Result.tagged("ROLLBACK")), "T", null, null, null), placeholders))
                .singleElement()
                .matches(Difference::isBehaviour);
    }

    private List<Difference> compare(Step step, Result actual) {
        return Comparison.compare(step, new Answer(List.of(actual), "I", null, null, null), placeholders);
    }

    private static List<List<String>> rows(String... rows) {
        return List.of(rows).stream().map(row -> List.of(row.split(" "))).toList();
    }

    private static Result error(String sqlState, String message) {
        return new Result(null, null, null, null, sqlState, message, null, null, null, null);
    }

    private static Step step(boolean ordered, boolean distinct, Result recorded) {
        return new Step(
                "a",
                "…",
                null,
                null,
                null,
                false,
                false,
                null,
                null,
                false,
                null,
                List.of(recorded),
                "I",
                null,
                null,
                Map.of(),
                false,
                ordered,
                distinct,
                null,
                null);
    }
}
