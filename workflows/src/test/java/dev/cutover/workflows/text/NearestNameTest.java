package dev.cutover.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("approve", "reject", "revert", "finish", "planHash", "by");

    @ParameterizedTest
    @CsvSource({
        "aprove,approve",
        "APPROVE,approve",
        "approved,approve",
        "rejct,reject",
        "rever,revert",
        "planhash,planHash",
        "plan_hash,planHash",
        "plan-hash,planHash",
        "b,by"
    })
    void aMisspeltNameIsFound(String given, String meant) {
        assertThat(NearestName.of(given, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "xyz", "", "promoteNow"})
    void aNameOfItsOwnIsLeftAlone(String given) {
        assertThat(NearestName.hint(given, List.of("approve", "finish"))).isEmpty();
    }

    @Test
    void aVeryLongNameCostsNoMoreThanAShortOne() {
        assertThat(NearestName.of("a".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
