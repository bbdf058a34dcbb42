package dev.cutover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.migration.Finding.ByHand;
import dev.cutover.migration.Finding.Current;
import dev.cutover.migration.Finding.Rewritten;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case of the tables beside this test. */
class OldSyntaxTest {
    static Stream<Case> rewritten() {
        return Stream.of("sources.txt", "sinks.txt").map(Case::of).flatMap(List::stream);
    }

    static Stream<Case> untouched() {
        return Case.of("untouched.txt").stream();
    }

    static Stream<Case> byHand() {
        return Case.of("by-hand.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("rewritten")
    void theOldSyntaxIsRewrittenAndEverythingElseKeepsItsBytes(Case model) {
        Finding finding = OldSyntax.of(model.before(), model.settings());

        assertThat(finding).isInstanceOfSatisfying(Rewritten.class, rewritten -> {
            assertThat(rewritten.text()).isEqualTo(model.after());
            assertThat(model.notes())
                    .allMatch(note -> String.join("\n", rewritten.notes()).contains(note));
            assertThat(rewritten.line())
                    .isBetween(1, (int) model.before().lines().count());
        });
    }

    @ParameterizedTest
    @MethodSource("rewritten")
    void aSecondTimeThereIsNothingToDo(Case model) {
        assertThat(OldSyntax.of(model.after(), model.settings())).isEqualTo(new Current());
    }

    @ParameterizedTest
    @MethodSource("untouched")
    void whatIsNotTheOldSyntaxStays(Case model) {
        assertThat(OldSyntax.of(model.before(), model.settings())).isEqualTo(new Current());
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void whatIsNotCertainIsSaidWithItsLine(Case model) {
        Finding finding = OldSyntax.of(model.before(), model.settings());

        assertThat(finding).isInstanceOfSatisfying(ByHand.class, byHand -> {
            assertThat(byHand.line() + " " + byHand.what())
                    .startsWith(model.byHand().split(" ", 2)[0] + " ")
                    .contains(model.byHand().split(" ", 2)[1]);
            assertThat(byHand.refused()).isEqualTo(!model.maybe());
        });
    }

    @Test
    void thereAreAtLeastFortyCasesAndTwentyOfEitherKind() {
        assertThat(Case.of("sources.txt")).hasSizeGreaterThanOrEqualTo(20);
        assertThat(Case.of("sinks.txt")).hasSizeGreaterThanOrEqualTo(20);
        assertThat(rewritten().map(Case::before)).doesNotHaveDuplicates();
    }
}
