package dev.cutover.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private final Environment environment =
            new Environment(Map.of("HOST", "db.example", "PRICE", "$5 \\ ${HOST}", "EMPTY", ""));

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${HOST}, db.example",
        "${HOST}:6875/${HOST}, db.example:6875/db.example",
        "${MISSING:-localhost}, localhost",
        "${EMPTY:-localhost}, localhost",
        "${HOST:-localhost}, db.example",
        "x${MISSING:-}y, xy",
        "$${HOST}, ${HOST}",
        "costs $5, costs $5"
    })
    void fillsInReferences(String value, String expected) throws ConfigException {
        assertThat(environment.expand(value)).isEqualTo(expected);
    }

    @Test
    void takesAVariablesValueAsItIs() throws ConfigException {
        assertThat(environment.expand("${PRICE}")).isEqualTo("$5 \\ ${HOST}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${MISSING}", "${EMPTY}"})
    void namesTheVariableThatIsNotSet(String value) {
        assertThatThrownBy(() -> environment.expand(value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(value.substring(2, value.length() - 1) + " is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${}", "${1X}", "${HOST", "${HOST-default}", "${ HOST }"})
    void refusesAReferenceThatItCannotRead(String value) {
        assertThatThrownBy(() -> environment.expand(value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("${NAME:-default}");
    }
}
