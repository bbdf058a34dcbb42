package dev.cutover.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, jdbc:postgresql://localhost:6875/materialize",
        "localhost:7000, jdbc:postgresql://localhost:7000/materialize",
        "db.example:6875/shop, jdbc:postgresql://db.example:6875/shop",
        "[::1]:6875/shop, jdbc:postgresql://[::1]:6875/shop",
        "postgres://db.example/shop, jdbc:postgresql://db.example:6875/shop",
        "postgresql://db.example:1/shop?sslmode=require, jdbc:postgresql://db.example:1/shop?sslmode=require",
        "jdbc:postgresql://db.example:1/shop, jdbc:postgresql://db.example:1/shop"
    })
    void readsTheWaysInWhichPeopleWriteAnAddress(String written, String expected) throws ConfigException {
        assertThat(JdbcUrl.of("targets.prod.url", written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://deployer:s3cret@db.example/shop",
                "s3cret@db.example/shop",
                "db.example/shop?password=s3cret",
                "db.example/shop?sslmode=require&Password=s3cret",
                "db.example/shop?user=s3cret"
            })
    void refusesAPasswordInTheAddressWithoutRepeatingIt(String written) {
        assertThatThrownBy(() -> JdbcUrl.of("targets.prod.url", written))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("targets.prod.url holds a user or a password")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://db.example/shop", "db.example:port/shop", "db example/shop", "db.example/shop/more"})
    void refusesWhatIsNoAddress(String written) {
        assertThatThrownBy(() -> JdbcUrl.of("targets.prod.url", written))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("host:port/database");
    }
}
