package dev.cutover.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.Target;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredTargetsTest {
    private static final Target PROD =
            new Target("prod", "jdbc:postgresql://db/m", "deployer", Secret.of(null), null, 1);

    private final ConfiguredTargets targets = new ConfiguredTargets(Map.of("prod", PROD));

    @Test
    void findsATargetByItsName() {
        assertThat(targets.named("prod")).isEqualTo(PROD);
    }

    @Test
    void givesUpAtOnceOnAnUnknownTargetAndNamesThoseThatExist() {
        assertThatThrownBy(() -> targets.named("prdo")).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getType()).isEqualTo("UNKNOWN_TARGET");
            assertThat(failure.getOriginalMessage()).contains("\"prdo\"").contains("It has: prod");
        });
    }
}
