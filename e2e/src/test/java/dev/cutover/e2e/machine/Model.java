package dev.cutover.e2e.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small model of sales: its first version is production, its second one is a project. The versions differ in what they
 * say about revenue, in an object that only the second has, and in a privilege that only production has.
 *
 * @param name prefix of everything that it creates, so that several can live on one server
 */
public record Model(String name) {
    /** What a reader of production is told before the deployment: refunds count. */
    public static final List<String> FIRST_VERSION = List.of("FR 50", "IT 150");

    /** The same afterwards: refunds do not count. */
    public static final List<String> SECOND_VERSION = List.of("FR 70", "IT 150");

    private static final int BY_SIZE = 6;

    /** Objects of the second version, without indexes. */
    public static final int OBJECTS = BY_SIZE + 3;

    /** Makes the first version production. */
    public void install(Database database) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE ROLE NAME_app");
        statements.add("CREATE CLUSTER NAME_serve (SIZE = '25cc', REPLICATION FACTOR = 1)");
        statements.add("CREATE CLUSTER NAME_transform (SIZE = '25cc', REPLICATION FACTOR = 1)");
        statements.add("CREATE SCHEMA NAME_raw");
        statements.add("CREATE TABLE NAME_raw.sales (id int NOT NULL, country text NOT NULL, amount int NOT NULL)");
        statements.add(
                "INSERT INTO NAME_raw.sales VALUES (1, 'IT', 100), (2, 'IT', 50), (3, 'FR', 70), (4, 'FR', -20)");
        statements.add("CREATE SCHEMA NAME_core");
        statements.add("CREATE SCHEMA NAME_mart");
        statements.add("CREATE VIEW NAME_core.sales AS SELECT id, country, amount FROM NAME_raw.sales");
        statements.addAll(revenue());
        statements.add("GRANT USAGE ON SCHEMA NAME_mart TO NAME_app");
        statements.add("GRANT USAGE ON CLUSTER NAME_serve TO NAME_app");
        statements.add("GRANT SELECT ON NAME_mart.revenue TO NAME_app");
        database.execute(statements.stream().map(this::named).toList());
        Await.until(
                "production to be readable",
                Duration.ofSeconds(30),
                () -> answer(database).equals(FIRST_VERSION));
    }

    /** Writes the second version as a project named like this model below a folder. */
    public void writeProject(Path projects) {
        Path project = projects.resolve(name);
        Map<String, String> files = new TreeMap<>();
        files.put(
                "models/materialize/NAME_core/sales.sql",
                "CREATE VIEW NAME_core.sales AS SELECT id, country, amount FROM NAME_raw.sales WHERE amount > 0;");
        files.put("models/materialize/NAME_mart/revenue.sql", String.join(";\n", revenue()) + ";");
        files.put(
                "models/materialize/NAME_mart/best_country.sql",
                "CREATE MATERIALIZED VIEW NAME_mart.best_country IN CLUSTER NAME_transform AS"
                        + " SELECT country FROM NAME_mart.revenue ORDER BY revenue DESC LIMIT 1;");
        for (int size = 1; size <= BY_SIZE; size++) {
            files.put(
                    "models/materialize/NAME_core/sales_over_" + size + "0.sql",
                    "CREATE MATERIALIZED VIEW NAME_core.sales_over_" + size + "0 IN CLUSTER NAME_transform AS"
                            + " SELECT country, count(*) AS sales FROM NAME_core.sales WHERE amount > " + size
                            + "0 GROUP BY country;");
        }
        files.put(
                "checks/revenue_is_positive.sql", "SELECT country, revenue FROM NAME_mart.revenue WHERE revenue <= 0;");
        files.put("checks/somebody_buys.sql", "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM NAME_core.sales);");
        files.forEach((file, text) -> write(project.resolve(named(file)), named(text)));
    }

    private static List<String> revenue() {
        return List.of(
                "CREATE MATERIALIZED VIEW NAME_mart.revenue IN CLUSTER NAME_transform AS"
                        + " SELECT country, sum(amount) AS revenue FROM NAME_core.sales GROUP BY country",
                "CREATE INDEX revenue_by_country IN CLUSTER NAME_serve ON NAME_mart.revenue (country)");
    }

    /** What production answers to a reader who has nothing but the privileges that production gave. */
    public List<String> answer(Database database) {
        return database.rowsAs(
                named("NAME_app"), named("SELECT country, revenue FROM NAME_mart.revenue ORDER BY country"));
    }

    /** Ids of the objects that a reader of production reads. */
    public Map<String, String> productionIds(Database database) {
        return ids(database, "");
    }

    /** Ids of the objects that the deployment under way has created; empty when there are none. */
    public Map<String, String> greenIds(Database database) {
        return ids(database, "\\_\\_green\\_%");
    }

    private Map<String, String> ids(Database database, String suffix) {
        Map<String, String> ids = new TreeMap<>(database.ids(name + "\\_core" + suffix));
        ids.putAll(database.ids(name + "\\_mart" + suffix));
        return ids;
    }

    /** Everything of this model that is neither production nor fence: what a deployment may leave only while it runs. */
    public List<String> leftovers(Database database) {
        return database.rows(named("SELECT 'schema', name FROM mz_catalog.mz_schemas WHERE name LIKE 'NAME\\_%\\_\\_%'"
                + " UNION ALL SELECT 'cluster', name FROM mz_catalog.mz_clusters WHERE name LIKE 'NAME\\_%\\_\\_%'"));
    }

    private String named(String text) {
        return text.replace("NAME", name);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
