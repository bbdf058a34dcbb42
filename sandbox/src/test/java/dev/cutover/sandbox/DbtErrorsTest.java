package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.sandbox.dbt.DbtProject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the real dbt-materialize refuses, and what the sandbox refuses to it. */
class DbtErrorsTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    @Test
    void eachWrongStartIsRefusedAndChangesNothing(@TempDir Path directory) throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
                Client client = Client.of(sandbox);
                DbtProject shop = DbtProject.in(directory, sandbox.port())) {
            client.run("CREATE CLUSTER serving (SIZE = '25cc')", "CREATE SCHEMA shop");

            assertThat(shop.fails("run-operation", "deploy_init", "--vars", deployment("nowhere", "shop")))
                    .contains("Production cluster nowhere does not exist");
            assertThat(shop.fails("run-operation", "deploy_promote", "--vars", deployment("serving", "shop")))
                    .contains("Deployment schema shop_dbt_deploy does not exist");

            client.run("CREATE SCHEMA shop_dbt_deploy", "CREATE VIEW shop_dbt_deploy.stray AS SELECT 1");
            assertThat(shop.fails("run-operation", "deploy_init", "--vars", deployment("serving", "shop")))
                    .contains("already exists and is not empty");
            assertThat(shop.fails("run", "--select", "clicks")).contains("unknown cluster 'ingest'");
        }
    }

    @Test
    void aPromotionWhoseCommitIsNotAnsweredFailsAlthoughItHasSwapped(@TempDir Path directory) throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
                Client client = Client.of(sandbox);
                DbtProject shop = DbtProject.in(directory, sandbox.port())) {
            client.run(
                    "CREATE CLUSTER serving (SIZE = '25cc')",
                    "CREATE CLUSTER serving_dbt_deploy (SIZE = '25cc')",
                    "CREATE SCHEMA shop",
                    "CREATE SCHEMA shop_dbt_deploy");
            List<String> before = ids(client);
            sandbox.faults().loseCommitReply(true);

            shop.fails("run-operation", "deploy_promote", "--vars", deployment("serving", "shop"));
            assertThat(ids(client)).doesNotContainAnyElementsOf(before);
        }
    }

    private static List<String> ids(Client client) throws SQLException {
        return client.rows("SELECT name, id FROM mz_schemas WHERE name LIKE 'shop%' ORDER BY 1");
    }

    private static String deployment(String cluster, String schema) {
        return "{deployment: {prod: {clusters: [" + cluster + "], schemas: [" + schema + "]}}}";
    }
}
