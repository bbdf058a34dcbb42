package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a role without rights is told, statement by statement (FINDINGS 28). */
class AccessTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client owner;
    private Client stranger;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        owner = Client.as(sandbox, "materialize");
        stranger = Client.as(sandbox, "app");
        owner.run(
                "CREATE CLUSTER c (SIZE '25cc', REPLICATION FACTOR 1)",
                "CREATE CLUSTER u REPLICAS (r1 (SIZE '25cc'))",
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE TABLE blue.t (a int)",
                "CREATE VIEW blue.v AS SELECT a FROM blue.t",
                "CREATE MATERIALIZED VIEW blue.m IN CLUSTER c AS SELECT a FROM blue.t");
        stranger.run("SET enable_session_rbac_checks = on");
    }

    @AfterEach
    void stop() throws Exception {
        owner.close();
        stranger.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER SCHEMA blue SWAP WITH green | SCHEMA materialize.blue, SCHEMA materialize.green",
                "ALTER CLUSTER c SWAP WITH u | CLUSTER c, CLUSTER u",
                "DROP SCHEMA blue, green CASCADE | SCHEMA materialize.blue, SCHEMA materialize.green",
                "DROP VIEW blue.v | VIEW materialize.blue.v",
                "DROP CLUSTER REPLICA u.r1 | CLUSTER REPLICA u.r1",
                "ALTER CLUSTER REPLICA u.r1 RENAME TO r2 | CLUSTER REPLICA u.r1",
                "GRANT SELECT ON ALL TABLES IN SCHEMA blue TO app | TABLE materialize.blue.t, VIEW"
                        + " materialize.blue.v, MATERIALIZED VIEW materialize.blue.m",
            })
    void everythingThatIsNotOwnedIsNamed(String statement, String missing) {
        assertThat(stranger.refusal(statement)).isEqualTo("42501 must be owner of " + missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHOW CREATE VIEW blue.v | SCHEMA \"materialize.blue\"",
                "SHOW COLUMNS FROM blue.v | SCHEMA \"materialize.blue\"",
                "EXPLAIN SELECT * FROM blue.t | SCHEMA \"materialize.blue\"",
                "UPDATE blue.t SET a = 1 | SCHEMA \"materialize.blue\"",
                "CREATE VIEW blue.w AS SELECT 1 | SCHEMA \"materialize.blue\"",
                "COMMENT ON ROLE app IS 'x' | SYSTEM",
                "ALTER ROLE materialize SET cluster TO c | SYSTEM",
            })
    void aMissingPrivilegeIsNamed(String statement, String place) {
        assertThat(stranger.refusal(statement)).isEqualTo("42501 permission denied for " + place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE blue.t", "DROP SCHEMA blue", "DROP CLUSTER c"})
    void whatIsWrongForEverybodyIsToldBeforeWhatIsWrongForThisRole(String statement) {
        assertThat(stranger.refusal(statement)).startsWith("XX000");
    }

    @Test
    void renamingAndSwappingNeedTheRightToCreateInTheDatabase() throws Exception {
        owner.run("GRANT app TO materialize", "ALTER SCHEMA blue OWNER TO app", "ALTER SCHEMA green OWNER TO app");
        String denied = "42501 permission denied for DATABASE \"materialize\"";

        assertThat(stranger.refusal("ALTER SCHEMA blue RENAME TO red")).isEqualTo(denied);
        assertThat(stranger.refusal("ALTER SCHEMA blue SWAP WITH green")).isEqualTo(denied);
        assertThat(stranger.refusal("ALTER SCHEMA blue OWNER TO app")).isEqualTo(denied);
        owner.run("GRANT CREATE ON DATABASE materialize TO app");
        stranger.run("ALTER SCHEMA blue SWAP WITH green", "ALTER SCHEMA blue RENAME TO red");
    }

    @Test
    void aNewOwnerMustBeOneThatTheRoleBelongsTo() throws Exception {
        owner.run("CREATE ROLE team", "SET enable_session_rbac_checks = on");

        assertThat(owner.refusal("ALTER SCHEMA blue OWNER TO team")).isEqualTo("42501 must be a member of \"team\"");
        assertThat(stranger.refusal("REASSIGN OWNED BY materialize TO team"))
                .isEqualTo("42501 must be a member of \"materialize\", \"team\"");
        assertThat(stranger.refusal("DROP OWNED BY materialize"))
                .isEqualTo("42501 must be a member of \"materialize\"");
    }

    @Test
    void changingRowsNeedsTheRightToReadThemAndTheCluster() throws Exception {
        owner.run("GRANT USAGE ON SCHEMA blue TO app", "GRANT UPDATE ON blue.t TO app");
        assertThat(stranger.refusal("UPDATE blue.t SET a = 1"))
                .isEqualTo("42501 permission denied for TABLE \"materialize.blue.t\"");

        owner.run("GRANT SELECT ON blue.t TO app");
        stranger.run("UPDATE blue.t SET a = 1", "SET cluster = u");
        assertThat(stranger.refusal("UPDATE blue.t SET a = 1")).isEqualTo("42501 permission denied for CLUSTER \"u\"");
        stranger.run("EXPLAIN SELECT * FROM blue.v");
    }

    @Test
    void defaultPrivilegesOfAllRolesAreForSuperusers() {
        assertThat(stranger.refusal("ALTER DEFAULT PRIVILEGES FOR ALL ROLES GRANT SELECT ON TABLES TO app"))
                .isEqualTo("42501 permission denied to ALTER DEFAULT PRIVILEGES FOR ALL ROLES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER CLUSTER mz_system RENAME TO mine",
                "COMMENT ON SCHEMA mz_catalog IS 'x'",
                "GRANT USAGE ON SCHEMA mz_internal TO app"
            })
    void theSystemBelongsToTheSystemWithoutAnyChecksToo(String statement) {
        assertThat(owner.refusal(statement)).startsWith("42501 must be owner of");
    }

    @Test
    void nobodyCreatesInTheSystemsSchemas() {
        assertThat(owner.refusal("CREATE VIEW mz_catalog.mine AS SELECT 1"))
                .isEqualTo("42501 permission denied for SCHEMA \"mz_catalog\"");
    }

    @Test
    void listsOfPrivilegesCanBeAskedForOneKindAndForEverybody() throws Exception {
        owner.run(
                "ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA blue GRANT SELECT ON TABLES TO app",
                "ALTER DEFAULT PRIVILEGES FOR ROLE materialize GRANT USAGE ON SCHEMAS TO app",
                "GRANT USAGE ON CLUSTER c TO PUBLIC");

        assertThat(owner.rows("SHOW DEFAULT PRIVILEGES ON TABLES"))
                .containsExactly("materialize|materialize|blue|table|app|SELECT");
        assertThat(owner.rows("SHOW DEFAULT PRIVILEGES ON SCHEMAS FOR app"))
                .containsExactly("materialize|null|null|schema|app|USAGE");
        assertThat(owner.rows("SHOW PRIVILEGES ON CLUSTERS FOR PUBLIC"))
                .contains("materialize|PUBLIC|null|null|c|cluster|USAGE");
        assertThat(owner.refusal("SHOW PRIVILEGES FOR nope")).isEqualTo("XX000 unknown role 'nope'");
        assertThat(owner.refusal("ALTER DEFAULT PRIVILEGES FOR ROLE materialize GRANT USAGE ON TABLES TO app"))
                .isEqualTo("XX000 invalid privilege types USAGE for TABLE");
    }

    @Test
    void functionsAboutRolesKnowTheRolesOfTheCatalog() throws Exception {
        owner.run("CREATE ROLE team", "GRANT team TO app", "CREATE TYPE blue.l AS LIST (ELEMENT TYPE = int4)");

        assertThat(owner.rows(
                        "SELECT pg_has_role('app', 'team', 'MEMBER'), has_type_privilege('app', 'blue.l', 'USAGE')"))
                .containsExactly("t|t");
    }
}
