package dev.cutover.activities.materialize.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.fence.FenceName.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_cutover_prod_0",
                "_cutover_prod_1_abcdefgh",
                "_cutover_prod_12_a2b3c4d5_revert",
                "_cutover_prod_3_a2b3c4d5_burned"
            })
    void aFenceNameIsReadAsItWasWritten(String text) {
        assertThat(FenceName.parse("prod", text).orElseThrow().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_cutover_prod-2_0",
                "_cutover_prod_",
                "_cutover_prod_1",
                "_cutover_prod_0_abcdefgh",
                "_cutover_prod_01_abcdefgh",
                "_cutover_prod_1_abc",
                "_cutover_prod_1_abcdefgh_lost",
                "_cutover_prod_99999999999999999999_abcdefgh",
                "public"
            })
    void whatIsNotNamedAsAFenceOfTheTargetIsNone(String text) {
        assertThat(FenceName.parse("prod", text)).isEmpty();
    }

    @Test
    void eachRenameCountsOneGenerationUpAndNamesItsDeployment() {
        FenceName promoted = FenceName.first("prod").next("abcdefgh", State.PROMOTED);
        FenceName reverted = promoted.next("abcdefgh", State.REVERTED);

        assertThat(promoted.text()).isEqualTo("_cutover_prod_1_abcdefgh");
        assertThat(reverted.text()).isEqualTo("_cutover_prod_2_abcdefgh_revert");
        assertThat(reverted.isOf("abcdefgh")).isTrue();
        assertThat(FenceName.first("prod").isOf("abcdefgh")).isFalse();
    }
}
