package dev.cutover.faults.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A swap replaces what its plan was made from, or something that somebody else has made is lost. */
class SuccessionTest {
    private static final Moved FIRST = new Moved(Set.of("schema u1", "cluster u1"), Set.of("schema u5", "cluster u5"));

    private final Succession succession = new Succession(Set.of("schema u1", "cluster u1", "schema u2"));

    @Test
    void whoWasPlannedForWhatTheFormerSwapHasMadeLosesNothing() {
        Moved second = new Moved(FIRST.green(), Set.of("schema u9", "cluster u9"));

        assertThat(succession.swapped("first", FIRST)).isEmpty();
        assertThat(succession.swapped("second", second)).isEmpty();
    }

    @Test
    void whoWasPlannedBeforeTheFormerSwapLosesWhatThatHasMade() {
        Moved second = new Moved(FIRST.blue(), Set.of("schema u9", "cluster u9"));

        succession.swapped("first", FIRST);

        assertThat(succession.swapped("second", second)).isPresent();
    }

    @Test
    void whatWasSwappedBackIsProductionAgain() {
        Moved second = new Moved(FIRST.blue(), Set.of("schema u9", "cluster u9"));

        succession.swapped("first", FIRST);
        succession.swappedBack("first");

        assertThat(succession.swapped("second", second)).isEmpty();
    }

    @Test
    void whoseSchemasNobodyTouchedLosesNothing() {
        succession.swapped("first", FIRST);

        assertThat(succession.swapped("aside", new Moved(Set.of("schema u2"), Set.of("schema u7"))))
                .isEmpty();
    }
}
