package dev.cutover.activities.materialize.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterEntryTest {
    @Test
    void whatAScheduleSwitchesOnAndOffIsNoLastingOption() {
        assertThat(cluster("factor=1 size=25cc schedule=on-refresh estimate=null")
                        .lastingOptions())
                .isEqualTo(cluster("factor=0 size=25cc schedule=on-refresh estimate=null")
                        .lastingOptions())
                .isNotEqualTo(cluster("factor=0 size=50cc schedule=on-refresh estimate=null")
                        .lastingOptions());
    }

    @Test
    void whatPeopleSetIsOne() {
        assertThat(cluster("factor=1 size=25cc schedule=manual estimate=null").lastingOptions())
                .isNotEqualTo(cluster("factor=2 size=25cc schedule=manual estimate=null")
                        .lastingOptions());
    }

    private static ClusterEntry cluster(String options) {
        return new ClusterEntry("u1", "compute", null, null, true, 1, options);
    }
}
