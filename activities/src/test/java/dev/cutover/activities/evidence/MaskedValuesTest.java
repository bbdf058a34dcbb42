package dev.cutover.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.project.expectation.NamePattern;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of columns that the project masks leave the database by no way (P9). */
class MaskedValuesTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "mmmm6666";

    private static final String VALUE = "ann@x.org";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, email text);
            INSERT INTO public.raw VALUES (1, 'ann@x.org'), (2, 'ben@x.org');
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id, email FROM public.raw;
            CREATE VIEW shop.broken AS SELECT id, (email::int[])[1] AS n FROM public.raw;
            """;

    /** For one relation only: a check does not say which relation its columns come from. */
    private static final String EXPECTATIONS = """
            relations:
              - relation: "*.shop.orders"
                mask: [email]
                key: email
                differences: refuse
            """;

    @TempDir
    Path folder;

    @Test
    void neitherRowsNorKeysNorChecksNorErrorsShowThem() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);

            Evidence evidence = Collecting.evidence(playground, project(playground), ID);

            Map<String, CheckResult> checks =
                    evidence.checks().stream().collect(Collectors.toMap(CheckResult::name, Function.identity()));
            assertThat(checks.get("rows").sample())
                    .containsExactlyInAnyOrder("{\"id\":1,\"email\":\"***\"}", "{\"id\":2,\"email\":\"***\"}");
            assertThat(checks.get("array").error())
                    .startsWith("The server refused to go on with it (SQLSTATE ")
                    .contains("expect.yaml masks");
            assertThat(checks.get("zone").error()).startsWith("The server refused to go on with it");
            assertThat(checks.get("relation").error()).startsWith("The server refused to go on with it");
            assertThat(checks.get("rows of " + playground.database() + ".shop.orders")
                            .failingRows())
                    .isEqualTo(4);
            Map<String, DataDiff> data = evidence.data().stream()
                    .collect(Collectors.toMap(diff -> diff.relation().name(), Function.identity()));
            assertThat(data.get("orders").sample()).hasSize(4);
            assertThat(data.get("broken").verdict()).isEqualTo(Verdict.NOT_COMPARED);
            assertThat(data.get("broken").remark()).startsWith("It cannot be read: The server refused");
            assertThat(json(evidence)).doesNotContainIgnoringCase("@x.org");
        }
    }

    @Test
    void whatIsWrongInACheckItselfIsStillSaid() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);

            Evidence evidence = Collecting.evidence(
                    playground, project(playground).file("checks/misspelt.sql", "SELECT emial\nFROM shop.orders"), ID);

            assertThat(evidence.checks())
                    .filteredOn(check -> check.name().equals("misspelt"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.error()).isEqualTo("column \"emial\" does not exist"));
        }
    }

    /** As Materialize and PostgreSQL word them; the first is what a source answers whose data it cannot read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Decode error: Text: Failed to decode JSON (original text: ann@x.org, original bytes: \"616e6e\")",
                "Evaluation error: invalid input syntax for type integer: \"ann@x.org\"",
                "Evaluation error: \"ann@x.org\" is not a valid unit",
                "Evaluation error: division by zero of ann@x.org",
                "malformed array literal: \"ann@x.org\"",
                "time zone \"ann@x.org\" not recognized"
            })
    void noWordingOfTheServerPasses(String message) {
        String told = masking().of(new SQLException(message, "XX000"), () -> {}).message();

        assertThat(told).doesNotContain(VALUE).contains("SQLSTATE XX000");
    }

    @Test
    void wordsThatCannotHoldAValuePass() {
        SQLException zero = new SQLException("Evaluation error: division by zero", "XX000");
        SQLException privilege = new SQLException("permission denied for TABLE \"shop.orders\"", "42501");

        assertThat(masking().of(zero, () -> {}).message()).isEqualTo("Evaluation error: division by zero");
        assertThat(masking().of(privilege, () -> {}).message()).contains("shop.orders");
    }

    @Test
    void whereNothingIsMaskedTheServersWordsAreTold() {
        SQLException error = new SQLException("malformed array literal: \"ann@x.org\"", "22P02");

        assertThat(new ToldErrors(Expectations.none()).of(error, () -> {}).message())
                .isEqualTo("malformed array literal: \"ann@x.org\"");
    }

    private static ToldErrors masking() {
        return new ToldErrors(
                new Expectations(5, Duration.ofMinutes(1), 100, List.of(new NamePattern("email")), List.of()));
    }

    private TestProject project(Playground playground) {
        return new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS"
                                + " SELECT id, upper(email) AS email FROM public.raw")
                .model("shop", "broken", "CREATE VIEW shop.broken AS SELECT id, (email::int[])[1] AS n FROM public.raw")
                .file("checks/rows.sql", "SELECT id, email FROM shop.orders")
                .file("checks/array.sql", "SELECT id FROM shop.orders WHERE email::int[] IS NOT NULL")
                .file("checks/zone.sql", "SELECT now() AT TIME ZONE email AS at FROM shop.orders")
                .file("checks/relation.sql", "SELECT email::regclass::text AS n FROM shop.orders")
                .file("expect.yaml", EXPECTATIONS);
    }

    private static String json(Evidence evidence) throws JsonProcessingException {
        return JacksonJsonPayloadConverter.newDefaultObjectMapper().writeValueAsString(evidence);
    }
}
