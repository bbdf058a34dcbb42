package dev.cutover.activities.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.plan.ProjectPin;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectRefusalTest {
    @TempDir
    Path folder;

    private ProjectFixture fixture;

    @BeforeEach
    void startEmpty() throws Exception {
        fixture = new ProjectFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE VIEW v AS SELECT 'x|:1:25: This string is never closed.",
                "CREATE VIEW v AS SELECT (1|:1:25: This ( is never closed.",
                "CREATE VIEW v SELECT 1|:1:15: AS and a query were expected here, not SELECT.",
                "CREATE VIEW w AS SELECT 1|:1:13: The file must create db.shop.v, but creates w.",
                "CREATE VIEW V2.v AS SELECT 1|:1:13: The file must create db.shop.v, but creates v2.v.",
                "CREATE VIEW \"V\" AS SELECT 1|:1:13: The file must create db.shop.v, but creates V.",
                "CREATE VIEW other.shop.v AS SELECT 1|:1:13: The file must create db.shop.v",
                "CREATE VIEW v AS SELECT 1; CREATE VIEW v AS SELECT 2|:1:28: The file creates a second object",
                "COMMENT ON VIEW v IS 'x'|: The file creates nothing.",
                "CREATE TABLE v (a int)|:1:1: A plain table in a deployed schema",
                "CREATE SINK v IN CLUSTER c FROM x INTO KAFKA CONNECTION k (TOPIC 't')|:1:1: A sink in a deployed schema",
                "CREATE SECRET v AS 'hidden'|:1:1: Connections and secrets are not deployed.",
                "CREATE CONNECTION v TO KAFKA (BROKER 'b')|:1:1: Connections and secrets are not deployed.",
                "CREATE TEMPORARY VIEW v AS SELECT 1|:1:1: A temporary object",
                "CREATE MATERIALIZED VIEW v AS SELECT 1|:1:1: IN CLUSTER is missing",
                "CREATE SOURCE v FROM LOAD GENERATOR COUNTER|:1:1: IN CLUSTER is missing",
                "CREATE SOURCE v IN CLUSTER c FROM LOAD GENERATOR AUCTION FOR ALL TABLES|:1:58: A source that makes its own tables",
                "CREATE VIEW v AS SELECT 1; CREATE INDEX i ON v (a)|:1:28: IN CLUSTER is missing",
                "CREATE VIEW v AS SELECT 1; CREATE INDEX i IN CLUSTER c ON w (a)|:1:59: This index is about w",
                "CREATE VIEW v AS SELECT 1; COMMENT ON COLUMN w.a IS 'x'|:1:46: This comment is about w.a",
                "CREATE VIEW v AS SELECT 1; GRANT SELECT ON v, w TO r|:1:47: This grant is about w",
                "CREATE VIEW v AS SELECT 1; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO r|:1:28: This statement is not part",
                "CREATE VIEW v AS SELECT 1; DROP TABLE x|:1:28: This statement is not part of an object",
                "CREATE VIEW v AS SELECT 1; CREATE CLUSTER c (SIZE '1')|:1:28: A cluster belongs in a file of its own",
                "CREATE VIEW v AS SELECT * FROM shop.nope|:1:32: Unknown: the project deploys the schema db.shop",
                "CREATE VIEW v AS SELECT * FROM nope|:1:32: Unknown: the project deploys the schema db.shop",
                "CREATE VIEW v AS SELECT * FROM \"V\"|:1:32: Unknown: the project deploys the schema db.shop",
                "CREATE VIEW v AS SELECT * FROM a.b.c.d|:1:32: A relation's name has at most three parts",
                "CREATE VIEW v AS SELECT * FROM v|:1:13: The object reads itself: db.shop.v."
            })
    void aFileThatCannotBeDeployedIsRefusedWithItsPlace(String sql, String expected) throws Exception {
        fixture.withModel("v", sql);
        assertThat(fixture.failure()).satisfies(failure -> {
            assertThat(failure.getType()).isEqualTo(FailureType.INVALID_PROJECT.name());
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getOriginalMessage())
                    .contains("models/db/shop/v.sql" + expected)
                    .contains("Production is untouched.")
                    .doesNotContain("hidden");
        });
    }

    @Test
    void allProblemsAreReportedAtOnce() throws Exception {
        fixture.withModel("a", "CREATE VIEW a AS\n  SELECT 'x");
        fixture.withModel("b", "CREATE TABLE b (x int)");
        fixture.withModel("c", "CREATE VIEW c AS SELECT * FROM a, nope");
        fixture.with("clusters/k.sql", "SELECT 1").with("checks/k.sql", "DELETE FROM x");
        assertThat(fixture.failure().getOriginalMessage())
                .contains("The project has 5 problems:")
                .contains("models/db/shop/a.sql:2:10: This string")
                .contains("models/db/shop/b.sql:1:1: A plain table")
                .contains("models/db/shop/c.sql:1:35: Unknown")
                .contains("clusters/k.sql:1:1: A cluster's file")
                .contains("checks/k.sql:1:1: A check is one query");
    }

    @Test
    void aCircleIsPrinted() throws Exception {
        fixture.withModel("a", "CREATE VIEW a AS SELECT * FROM b");
        fixture.withModel("b", "CREATE VIEW b AS SELECT * FROM c");
        fixture.withModel("c", "CREATE VIEW c AS SELECT * FROM a");
        fixture.withModel("waits", "CREATE VIEW waits AS SELECT * FROM a");
        assertThat(fixture.failure().getOriginalMessage())
                .contains("The project has 1 problem:")
                .contains("circle: db.shop.a reads db.shop.b reads db.shop.c reads db.shop.a.");
    }

    @Test
    void oneObjectInTwoFilesIsADuplicate() throws Exception {
        fixture.withModel("orders", "CREATE VIEW orders AS SELECT 1");
        fixture.withModel("Orders", "CREATE VIEW \"Orders\" AS SELECT 1");
        fixture.withModel("v", "CREATE VIEW v AS SELECT 1; CREATE INDEX orders IN CLUSTER c ON v (a)");
        assertThat(fixture.failure().getOriginalMessage())
                .contains("The project has 2 problems:")
                .contains("models/db/shop/orders.sql: Duplicate: models/db/shop/Orders.sql creates")
                .contains("models/db/shop/v.sql:1: Duplicate: models/db/shop/Orders.sql creates");
    }

    @Test
    void aNameThatIsTooLongForItsCopiesIsRefused() throws Exception {
        String schema = "ü".repeat(118) + "x";
        fixture.with("models/db/" + schema + "/v.sql", "CREATE VIEW v AS SELECT 1");
        assertThat(fixture.failure().getOriginalMessage()).contains("schema has 237 bytes, at most 236 are possible");
    }

    @Test
    void theLongestPossibleNamesAreAccepted() throws Exception {
        fixture.with(
                "models/db/" + "s".repeat(236) + "/" + "v".repeat(250) + ".sql",
                "CREATE VIEW " + "v".repeat(250) + " AS SELECT 1");
        assertThat(fixture.read().objects()).hasSize(1);
    }

    @Test
    void anEmptyProjectIsRefused() throws Exception {
        fixture.with("checks/a.sql", "SELECT 1").with("README.md", "x");
        assertThat(fixture.failure().getOriginalMessage()).contains("The project shop is empty");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithItsPlace() throws Exception {
        fixture.with("models/db/shop/v.sql", new byte[] {'-', '-', '\n', 'a', (byte) 0xE9, 'b'});
        assertThat(fixture.failure().getOriginalMessage()).contains("v.sql:2:2: This byte is not UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "shop/../..", "../root/../..", "/etc", "shop/../../root-too"})
    void aPathOutsideOfTheRootIsRefused(String path) throws Exception {
        Files.createDirectories(folder.resolve("root-too"));
        assertThat(fixture.failureOf(path).getOriginalMessage()).contains("leads outside of the worker's project root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "shop/models/none", "shop/README.md"})
    void aPathThatIsNoFolderIsRefused(String path) throws Exception {
        fixture.with("README.md", "x");
        assertThat(fixture.failureOf(path).getOriginalMessage()).contains("There is no folder " + path);
    }

    @Test
    void aLinkThatLeadsOutOfTheRootIsRefused() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("v.sql"), "CREATE VIEW v AS SELECT 1");
        fixture.withModel("w", "CREATE VIEW w AS SELECT 1");
        Files.createSymbolicLink(fixture.project().resolve("models/db/linked"), outside);
        assertThat(fixture.failure().getOriginalMessage()).contains("leads outside");
        Files.createSymbolicLink(fixture.root().resolve("linked"), outside);
        assertThat(fixture.failureOf("linked").getOriginalMessage()).contains("leads outside");
    }

    @Test
    void aProjectThatChangedAfterThePlanIsRefused() throws Exception {
        fixture.withModel("v", "CREATE VIEW v AS SELECT 1");
        ProjectPin pin = fixture.read().pin();
        assertThat(fixture.source().open(pin).sql().objects()).hasSize(1);
        fixture.withModel("v", "CREATE VIEW v AS SELECT 2");
        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class, () -> fixture.source().open(pin));
        assertThat(failure.getType()).isEqualTo(FailureType.PROJECT_CHANGED.name());
    }

    @Test
    void aNameThatExistsNowhereIsRefusedOnceThereIsACatalog() throws Exception {
        fixture.withModel("v", "CREATE VIEW v AS SELECT * FROM raw.known,\n raw.unknown");
        SqlProject project = fixture.read();
        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> OutsideReferences.check(ProjectShape.of(project).outside(), names -> Set.of("db.raw.known")));
        assertThat(failure.getOriginalMessage())
                .contains("The project has 1 problem:")
                .contains("models/db/shop/v.sql:2:2: Unknown: neither the project nor production has db.raw.unknown.");
    }
}
