package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.sandbox.dbt.DbtProject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real dbt-materialize takes a project through a whole blue/green deployment, as its users type it. */
class DbtFlowTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private static final String IDS = """
            SELECT s.name, o.name, o.id FROM mz_objects o JOIN mz_schemas s ON s.id = o.schema_id
            WHERE s.name IN ('shop%1$s', 'shop_reporting%1$s') AND o.type IN ('view', 'materialized-view') ORDER BY 1, 2
            """;
    private static final String EXCEPT_OUTSIDE =
            "config.materialized:source config.materialized:source_table config.materialized:sink";

    @Test
    void aProjectIsBuiltDocumentedDeployedPromotedAndCleanedUp(@TempDir Path directory) throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
                Client client = Client.of(sandbox);
                DbtProject shop = DbtProject.in(directory, sandbox.port())) {
            DbtShop.prepare(sandbox);

            build(shop);
            everythingIsThereAsWritten(client);
            document(shop);
            grant(client);

            initialize(shop, client);
            deploy(shop, client);
            promote(shop, client);
            cleanUp(shop, client);
        }
    }

    private static void build(DbtProject shop) throws IOException {
        assertThat(shop.succeeds("debug")).contains("All checks passed!");
        shop.succeeds("seed");
        shop.succeeds("run", "--select", "ingest");
        shop.succeeds("run", "--exclude", "ingest");
        shop.succeeds("test");
        assertThat(statuses(shop.artifact("run_results.json"))).containsOnly("pass", "warn");
    }

    private static List<String> statuses(JsonNode results) {
        return results.path("results").findValuesAsText("status").stream()
                .filter(status -> !status.equals("success"))
                .toList();
    }

    private static void everythingIsThereAsWritten(Client client) throws SQLException {
        assertThat(client.rows("SHOW CREATE MATERIALIZED VIEW shop.customers_by_country"))
                .singleElement()
                .asString()
                .contains("IN CLUSTER serving")
                .contains("PARTITION BY = (country)", "RETAIN HISTORY = FOR '1hr'", "ASSERT NOT NULL = country");
        assertThat(client.rows("SHOW CREATE MATERIALIZED VIEW shop.daily_customers"))
                .singleElement()
                .asString()
                .contains("IN CLUSTER batch", "REFRESH = AT CREATION", "REFRESH = EVERY '1 day'");
        assertThat(
                        client.rows(
                                "SELECT ic.index_position, ic.on_position, ic.on_expression FROM mz_indexes i"
                                        + " JOIN mz_index_columns ic ON ic.index_id = i.id WHERE i.name = 'customers_by_country_idx' ORDER BY 1"))
                .containsExactly("1|1|null", "2|null|pg_catalog.upper(country)");
        assertThat(client.rows("SELECT c.object_sub_id, c.comment FROM mz_internal.mz_comments c"
                        + " JOIN mz_objects o ON o.id = c.id WHERE o.name = 'customers_by_country' ORDER BY 1"))
                .containsExactlyInAnyOrder(
                        "null|How many customers each country has", "1|The country's code", "2|How many");
        assertThat(client.rows("SELECT country FROM shop_dbt_test__audit.no_small_countries ORDER BY 1"))
                .containsExactly("DE", "FR", "GB");
        assertThat(client.rows(
                        "SELECT name, type FROM mz_sources WHERE id LIKE 'u%' AND type <> 'progress' ORDER BY 1"))
                .contains("auction|load-generator", "clicks|webhook");
    }

    private static void document(DbtProject shop) throws IOException {
        shop.succeeds("docs", "generate");
        JsonNode node = shop.artifact("catalog.json").path("nodes").path("model.shop.customers_by_country");
        assertThat(node.at("/metadata/type").asText()).isEqualTo("materialized_view");
        assertThat(node.at("/metadata/comment").asText()).isEqualTo("How many customers each country has");
        assertThat(node.at("/columns/country/type").asText()).isEqualTo("text");
        assertThat(node.at("/columns/country/comment").asText()).isEqualTo("The country's code");
        assertThat(node.at("/columns/customers/index").asInt()).isEqualTo(2);
    }

    private static void grant(Client client) throws SQLException {
        client.run(
                "GRANT USAGE ON SCHEMA shop TO analyst",
                "GRANT USAGE, CREATE ON SCHEMA shop_reporting TO app",
                "GRANT USAGE ON CLUSTER serving TO app",
                "ALTER DEFAULT PRIVILEGES FOR ROLE loader IN SCHEMA shop GRANT SELECT ON TABLES TO analyst",
                "ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC");
    }

    private static void initialize(DbtProject shop, Client client) throws SQLException {
        shop.succeeds("run-operation", "deploy_init");

        assertThat(client.rows("SELECT name, grantee, privilege_type FROM mz_internal.mz_show_schema_privileges"
                        + " WHERE name LIKE 'shop%dbt_deploy' AND grantee IN ('analyst', 'app') ORDER BY 1, 2, 3"))
                .containsExactly(
                        "shop_dbt_deploy|analyst|USAGE",
                        "shop_reporting_dbt_deploy|app|CREATE",
                        "shop_reporting_dbt_deploy|app|USAGE");
        assertThat(client.rows("SELECT object_owner, object_type, grantee, privilege_type"
                        + " FROM mz_internal.mz_show_default_privileges WHERE schema = 'shop_dbt_deploy' ORDER BY 1"))
                .containsExactlyInAnyOrder("loader|table|analyst|SELECT", "PUBLIC|table|PUBLIC|SELECT");
        assertThat(client.rows("SELECT name, privilege_type FROM mz_internal.mz_show_cluster_privileges"
                        + " WHERE grantee = 'app'"))
                .containsExactlyInAnyOrder("serving|USAGE", "serving_dbt_deploy|USAGE");
        for (String cluster : List.of("serving", "batch")) {
            String green = cluster + "_dbt_deploy";
            assertThat(definition(client, green).replace(green, cluster)).isEqualTo(definition(client, cluster));
        }
        assertThat(client.rows(
                        "SELECT r.name, r.size FROM mz_cluster_replicas r JOIN mz_clusters c ON c.id = r.cluster_id"
                                + " WHERE c.name = 'reporting_dbt_deploy' ORDER BY 1"))
                .containsExactly("a|25cc", "b|50cc");
    }

    private static String definition(Client client, String cluster) throws SQLException {
        return client.rows("SHOW CREATE CLUSTER " + cluster).get(0);
    }

    private static void deploy(DbtProject shop, Client client) throws SQLException {
        shop.succeeds("seed", "--vars", "deploy: True");
        shop.succeeds("run", "--vars", "deploy: True", "--exclude", EXCEPT_OUTSIDE);
        assertThat(
                        client.rows(
                                "SELECT m.name, c.name FROM mz_materialized_views m JOIN mz_clusters c ON c.id = m.cluster_id"
                                        + " JOIN mz_schemas s ON s.id = m.schema_id WHERE s.name LIKE 'shop%dbt_deploy' ORDER BY 1"))
                .containsExactly(
                        "customers_by_country|serving_dbt_deploy",
                        "daily_customers|batch_dbt_deploy",
                        "summary|reporting_dbt_deploy");
        assertThat(shop.succeeds("run-operation", "deploy_await", "--args", "{poll_interval: 1}"))
                .contains("ready");
    }

    private static void promote(DbtProject shop, Client client) throws SQLException {
        List<String> blue = ids(client, "");
        List<String> green = ids(client, "_dbt_deploy");
        assertThat(blue).hasSize(4).doesNotContainAnyElementsOf(green);

        assertThat(shop.succeeds("run-operation", "deploy_promote", "--args", "{dry_run: true}"))
                .contains("DRY RUN: ALTER SCHEMA", "DRY RUN: ALTER CLUSTER", "DRY RUN: ALTER SINK");
        assertThat(ids(client, "")).isEqualTo(blue);

        shop.succeeds("run-operation", "deploy_promote", "--args", "{wait: true, poll_interval: 1}");
        assertThat(ids(client, "")).isEqualTo(green);
        assertThat(ids(client, "_dbt_deploy")).isEqualTo(blue);
        assertThat(client.rows("SELECT comment FROM mz_internal.mz_comments c JOIN mz_schemas s ON s.id = c.id"
                        + " WHERE s.name = 'shop'"))
                .singleElement()
                .asString()
                .contains("Deployment by materialize");
        assertThat(client.rows("SHOW CREATE SINK shop_sinks.country_feed"))
                .singleElement()
                .asString()
                .contains("FROM materialize.shop.customers_by_country");
    }

    /** Schema, name and id of what a deployment replaces; the names without what green has behind them. */
    private static List<String> ids(Client client, String suffix) throws SQLException {
        return client.rows(IDS.formatted(suffix)).stream()
                .map(row -> row.replace("_dbt_deploy", ""))
                .toList();
    }

    private static void cleanUp(DbtProject shop, Client client) throws SQLException {
        shop.succeeds("run-operation", "deploy_cleanup");
        assertThat(client.rows("SELECT name FROM mz_schemas WHERE name LIKE '%dbt_deploy'"
                        + " UNION SELECT name FROM mz_clusters WHERE name LIKE '%dbt_deploy'"))
                .isEmpty();
        assertThat(client.rows("SELECT customers, countries FROM shop_reporting.summary"))
                .containsExactly("3|3");
        assertThat(client.rows("SELECT name FROM mz_sinks WHERE id LIKE 'u%'")).containsExactly("country_feed");
    }
}
