package dev.cutover.workflows.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckCountsTest {
    @Test
    void whatOnlyWarnsHasNeitherPassedNorFailed() {
        assertThat(new CheckCounts(4, 3, 1, 0).words()).isEqualTo("3 of 4 checks passed, 1 warns");
        assertThat(new CheckCounts(4, 1, 2, 1).words()).isEqualTo("1 of 4 checks passed, 2 warn, 1 failed");
        assertThat(new CheckCounts(1, 1, 0, 0).words()).isEqualTo("1 of 1 checks passed");
    }
}
