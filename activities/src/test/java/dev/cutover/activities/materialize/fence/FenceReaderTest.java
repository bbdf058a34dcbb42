package dev.cutover.activities.materialize.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceReaderTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @Test
    void aFirstFenceThatCameTooLateHidesNoLaterOne() throws SQLException {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            playground.run("CREATE SCHEMA _cutover_{p}_1_aaaa2222; CREATE SCHEMA _cutover_{p}_0");

            assertThat(reader(playground).find(session).orElseThrow().name().generation())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SCHEMA _cutover_{p}_0; CREATE TABLE _cutover_{p}_0.mine (id int)",
                "CREATE SCHEMA _cutover_{p}_0; COMMENT ON SCHEMA _cutover_{p}_0 IS 'mine'",
                "CREATE SCHEMA _cutover_{p}_0; CREATE SCHEMA _cutover_{p}_2_bbbb2222",
                "CREATE SCHEMA _cutover_{p}_2_bbbb2222",
                "CREATE SCHEMA _cutover_{p}_renamed"
            })
    void anythingElseBesideAFenceIsUnclear(String beside) throws SQLException {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            playground.run("CREATE SCHEMA _cutover_{p}_1_aaaa2222;" + beside);

            assertThatThrownBy(() -> reader(playground).find(session))
                    .isInstanceOf(ApplicationFailure.class)
                    .hasMessageContaining("fences in database");
        }
    }

    @Test
    void nobodyMakesAFenceForWhomNobodyWaitsAnyMore() throws SQLException {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            assertThatThrownBy(() -> reader(playground).ensure(session, () -> {
                        throw new IllegalStateException("given up");
                    }))
                    .hasMessage("given up");

            assertThat(reader(playground).find(session)).isEmpty();
        }
    }

    private static FenceReader reader(Playground playground) {
        return new FenceReader(playground.target());
    }
}
