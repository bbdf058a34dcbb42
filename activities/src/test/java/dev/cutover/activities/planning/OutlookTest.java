package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Outlook.ObjectOutlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.Reason;
import java.math.BigDecimal;
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

/** What the approver is told before anything is made. */
class OutlookTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, note text, price numeric(10, 2));
            CREATE SCHEMA shop; CREATE SCHEMA old;
            CREATE CLUSTER {p}_serve (SIZE '50cc', REPLICATION FACTOR 2);
            CREATE CLUSTER {p}_other (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id, note FROM public.raw;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            CREATE MATERIALIZED VIEW shop.counts IN CLUSTER {p}_serve AS
              SELECT o.id, count(*) AS n, max(o.note)::text AS m FROM shop.orders o LEFT JOIN public.raw r ON r.id = o.id
              WHERE o.id <> 3 GROUP BY o.id;
            CREATE VIEW shop.alone AS SELECT price FROM public.raw;
            CREATE VIEW old.wanders AS SELECT 1 AS one;
            CREATE VIEW old.goes AS SELECT 2 AS two;
            CREATE VIEW public.stranger AS SELECT id FROM shop.orders;
            """;

    /** As people write it: other case, aliases without AS, short names. */
    private static final String COUNTS = """
            create materialized view counts in cluster {p}_serve as
              select o.id, COUNT(*) n, max(o.note)::TEXT as m from orders as o left outer join public.raw as r on r.id = o.id
              where o.id != 3 group by o.id;
            """;

    @TempDir
    Path folder;

    @Test
    void everyObjectSaysWhyItIsInTheDeployment() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Map<String, ObjectOutlook> objects = byName(outlook(playground));

            assertThat(objects.get("orders").reason()).isEqualTo(new Reason.Changed());
            assertThat(objects.get("orders_idx").reason()).isEqualTo(dependsOn(playground, "orders"));
            assertThat(objects.get("counts").reason()).isEqualTo(dependsOn(playground, "orders"));
            assertThat(objects.get("alone").reason()).isEqualTo(new Reason.SameSchema());
            assertThat(objects.get("fresh").reason()).isEqualTo(new Reason.New());
            assertThat(objects.get("wanders").reason())
                    .isEqualTo(new Reason.Moved(new ObjectName(playground.database(), "old", "wanders"), null, false));
            assertThat(objects.get("goes").reason()).isEqualTo(new Reason.Removed());
        }
    }

    @Test
    void columnsAreDescribedWhereProductionHasWhatIsRead() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Map<String, ObjectOutlook> objects = byName(outlook(playground));

            assertThat(objects.get("orders").columns())
                    .isEqualTo(new ColumnOutlook.Changes(List.of(new ColumnChange.Renamed("note", "label", "text"))));
            assertThat(objects.get("alone").columns()).isEqualTo(new ColumnOutlook.Same());
            assertThat(objects.get("counts").columns()).isInstanceOf(ColumnOutlook.Later.class);
            assertThat(objects.get("fresh").columns())
                    .isEqualTo(new ColumnOutlook.Changes(List.of(new ColumnChange.Added("half", "numeric"))));
            assertThat(objects.get("orders_idx").columns()).isNull();
        }
    }

    @Test
    void theCostIsThatOfGreensReplicasUntilTheApprovalExpiresAndTheHoldEnds() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            Outlook outlook = outlook(playground);

            assertThat(outlook.cost().clusters()).singleElement().satisfies(cluster -> {
                assertThat(cluster.cluster()).isEqualTo(playground.name("serve"));
                assertThat(cluster.sizes()).containsExactly("50cc", "50cc");
                assertThat(cluster.creditsPerHour()).isEqualByComparingTo(BigDecimal.ONE);
            });
            assertThat(outlook.cost().waitsAtMost()).isEqualTo(Duration.ofMinutes(24 * 60 + 30));
            assertThat(outlook.cost().creditsAtMost()).isEqualByComparingTo("24.5");
        }
    }

    private static Reason dependsOn(Playground playground, String name) {
        return new Reason.DependsOn(List.of(new ObjectName(playground.database(), "shop", name)), 0);
    }

    private Outlook outlook(Playground playground) throws SQLException {
        playground.run(PRODUCTION);
        TestProject project = new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE VIEW orders AS SELECT id, note AS label FROM public.raw;"
                                + " CREATE INDEX orders_idx IN CLUSTER {p}_serve ON orders (id);")
                .model("shop", "counts", COUNTS)
                .model("shop", "alone", "CREATE VIEW shop.alone AS SELECT price FROM public.raw;")
                .model("shop", "fresh", "CREATE VIEW shop.fresh AS SELECT price / 2 AS half FROM shop.alone;")
                .model("shop", "wanders", "CREATE VIEW shop.wanders AS SELECT 1 AS one;");
        Plan plan = Deployments.plan(
                playground.targets(), project, project.input("bbbb3333", "schema old", "old.wanders", "old.goes"));
        return plan.outlook();
    }

    private static Map<String, ObjectOutlook> byName(Outlook outlook) {
        return outlook.objects().stream()
                .collect(Collectors.toMap(object -> object.name().name(), Function.identity()));
    }
}
