package dev.cutover.activities.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.plan.Planning.Left;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a deployment finds of its own whose workflow was reset to before its plan. */
class FormerLifeTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @Test
    void whatWasSwappedOutIsListedInAnOrderInWhichItCanBeDropped() throws Exception {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            playground.run("""
                    CREATE SCHEMA shop__retired_aaaaaaaa;
                    CREATE TABLE shop__retired_aaaaaaaa.orders (id int);
                    CREATE VIEW shop__retired_aaaaaaaa.totals AS SELECT count(*) FROM shop__retired_aaaaaaaa.orders;
                    CREATE SCHEMA shop__green_aaaaaaaa;
                    CREATE SCHEMA shop__retired_bbbbbbbb;
                    """);

            List<Left> left = new FormerLife(session, "aaaaaaaa", Set.of(playground.database()), Set.of()).left();

            assertThat(left).extracting(Left::kind).containsExactly("view", "table", "schema");
            for (Left remaining : left) {
                playground.run(String.join("\n", remaining.statements()));
            }
            assertThat(playground.rows("SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                            + " WHERE d.name = '{p}' AND s.name LIKE '%aaaaaaaa'"))
                    .containsExactly("shop__green_aaaaaaaa");
        }
    }

    @Test
    void aSinkThatStillReadsOldProductionComesFirstWithTheStatementThatPointsItAtTheNewOne() throws Exception {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            playground.run("""
                    CREATE CLUSTER {p}_feeds (SIZE '25cc');
                    CREATE CONNECTION public.kafka TO KAFKA (BROKER 'localhost:9092') WITH (VALIDATE = false);
                    CREATE SCHEMA shop;
                    CREATE TABLE shop.orders (id int);
                    CREATE SCHEMA shop__retired_aaaaaaaa;
                    CREATE TABLE shop__retired_aaaaaaaa.orders (id int);
                    CREATE SINK public.feed IN CLUSTER {p}_feeds FROM shop__retired_aaaaaaaa.orders
                        INTO KAFKA CONNECTION public.kafka (TOPIC '{p}_orders') KEY (id) NOT ENFORCED
                        FORMAT JSON ENVELOPE UPSERT;
                    """);

            List<Left> left = new FormerLife(session, "aaaaaaaa", Set.of(playground.database()), Set.of()).left();

            assertThat(left).extracting(Left::kind).containsExactly("sink", "table", "schema");
            assertThat(left.get(0).why()).contains("points it at what is production now");
            for (Left remaining : left) {
                playground.run(String.join("\n", remaining.statements()));
            }
            assertThat(playground.rows("SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                            + " WHERE d.name = '{p}' AND s.name LIKE 'shop%'"))
                    .containsExactly("shop");
        }
    }

    @Test
    void greenThatIsOnlyBuiltOnIsNothingLeftBehind() throws Exception {
        try (Playground playground = SERVER.playground();
                Session session = playground.session()) {
            playground.run("CREATE SCHEMA shop__green_aaaaaaaa");

            assertThat(new FormerLife(session, "aaaaaaaa", Set.of(playground.database()), Set.of()).left())
                    .isEmpty();
        }
    }
}
