package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrivilegesTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client owner;
    private Client reader;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        owner = Client.as(sandbox, "materialize");
        reader = Client.as(sandbox, "app");
        owner.run(
                "SET enable_session_rbac_checks = on",
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE VIEW blue.v AS SELECT 1 AS n",
                "CREATE VIEW green.v AS SELECT 2 AS n",
                "GRANT USAGE ON SCHEMA blue TO app",
                "GRANT SELECT ON blue.v TO app");
        reader.run("SET enable_session_rbac_checks = on");
    }

    @AfterEach
    void stop() throws Exception {
        owner.close();
        reader.close();
        sandbox.close();
    }

    @Test
    void grantsStayWithTheIdsWhenNamesAreSwapped() throws Exception {
        assertThat(reader.rows("SELECT n FROM blue.v")).containsExactly("1");

        owner.run("ALTER SCHEMA blue SWAP WITH green");

        assertThat(reader.refusal("SELECT n FROM blue.v"))
                .isEqualTo("42501 permission denied for SCHEMA \"materialize.blue\"");
        assertThat(reader.rows("SELECT n FROM green.v")).containsExactly("1");
    }

    @Test
    void aSwapNeedsTheOwnershipOfBothSides() {
        assertThat(reader.refusal("ALTER SCHEMA blue SWAP WITH green")).startsWith("42501 must be owner of");
    }

    @Test
    void defaultPrivilegesHoldForWhatIsCreatedAfterThem() throws Exception {
        owner.run(
                "ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA blue GRANT SELECT ON TABLES TO app",
                "CREATE VIEW blue.later AS SELECT 3 AS n");

        assertThat(reader.rows("SELECT n FROM blue.later")).containsExactly("3");
        assertThat(owner.rows("SELECT has_table_privilege('app', 'green.v', 'SELECT'),"
                        + " has_table_privilege('app', 'blue.later', 'SELECT')"))
                .containsExactly("f|t");
    }

    @Test
    void aViewReadsWithThePrivilegesOfItsOwner() throws Exception {
        owner.run(
                "CREATE ROLE analyst",
                "CREATE TABLE blue.t (n int)",
                "CREATE VIEW blue.over_t AS SELECT n FROM blue.t",
                "GRANT SELECT ON blue.over_t TO app");
        assertThat(reader.rows("SELECT n FROM blue.over_t")).isEmpty();

        owner.run("GRANT analyst TO materialize", "GRANT CREATE, USAGE ON SCHEMA blue TO analyst");
        owner.run("ALTER VIEW blue.over_t OWNER TO analyst");

        assertThat(reader.refusal("SELECT n FROM blue.over_t"))
                .isEqualTo("42501 permission denied for TABLE \"materialize.blue.t\"");
        owner.run("GRANT SELECT ON blue.t TO analyst");
        assertThat(reader.rows("SELECT n FROM blue.over_t")).isEmpty();
    }

    @Test
    void theCatalogTellsGrantsByRole() throws Exception {
        assertThat(owner.rows("SELECT unnest(privileges)::text FROM mz_schemas WHERE name = 'blue' ORDER BY 1"))
                .contains("app=U/materialize", "materialize=UC/materialize");
    }
}
