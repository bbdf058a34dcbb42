package dev.cutover.activities.materialize.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.catalog.SchemaName;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose an empty schema is that nobody has marked yet. */
class OwnershipTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "aaaa2222";

    @Test
    void aDeploymentThatRunsHasMadeWhatHasItsExactName() throws SQLException {
        assertThat(isOurs("shop_dbt_deploy", true)).isTrue();
        assertThat(isOurs("shop__green_aaaa2222", true)).isTrue();
    }

    @Test
    void oneThatIsGoneHasMadeItOnlyWhenTheNameHoldsItsId() throws SQLException {
        assertThat(isOurs("shop_dbt_deploy", false)).isFalse();
        assertThat(isOurs("shop__green_aaaa2222", false)).isTrue();
    }

    private static boolean isOurs(String name, boolean running) throws SQLException {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            playground.run("CREATE SCHEMA " + name);
            Catalog catalog = new Catalog(session);
            SchemaEntry schema =
                    catalog.schema(new SchemaName(playground.database(), name)).orElseThrow();
            Ownership ownership = running ? Ownership.ofRunning(catalog, ID) : Ownership.ofGone(catalog, ID);
            return ownership.isOurs(schema);
        }
    }
}
