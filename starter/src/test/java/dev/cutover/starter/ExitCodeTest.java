package dev.cutover.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.outcome.Ending;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void tellsEveryEndingThatIsNoSuccessApart() {
        Map<Ending, Integer> codes =
                Arrays.stream(Ending.values()).collect(Collectors.toMap(Function.identity(), ExitCode::of));

        assertThat(codes)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Ending.PROMOTED, 0,
                        Ending.NOTHING_TO_DO, 0,
                        Ending.PLANNED, 0,
                        Ending.REVERTED, 10,
                        Ending.REJECTED, 11,
                        Ending.EXPIRED, 12,
                        Ending.CANCELLED, 13,
                        Ending.FAILED, 14,
                        Ending.FAILED_DIRTY, 15));
    }
}
