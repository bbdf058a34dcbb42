package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Prepared statements, copies, cursors and subscriptions, as drivers use them. */
class WireTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run(
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE TABLE blue.t (a int, b text)",
                "CREATE TABLE green.t (a int, b text)",
                "INSERT INTO blue.t VALUES (1, 'blue')",
                "INSERT INTO green.t VALUES (2, 'green')");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void whatPrepareHasNamedReadsTheNewSideOfASwap() throws Exception {
        try (Client simple = Client.simple(sandbox)) {
            simple.run("PREPARE q (int) AS SELECT b FROM blue.t WHERE a >= $1");
            assertThat(simple.rows("EXECUTE q (1)")).containsExactly("blue");

            client.run("ALTER SCHEMA blue SWAP WITH green");

            assertThat(simple.rows("EXECUTE q (1)")).containsExactly("green");
            assertThat(simple.refusal("PREPARE q AS SELECT 1"))
                    .isEqualTo("42P05 prepared statement \"q\" already exists");
            simple.run("DEALLOCATE q");
            assertThat(simple.refusal("EXECUTE q (1)")).isEqualTo("26000 prepared statement \"q\" does not exist");
        }
    }

    @Test
    void aDriversPreparedStatementSurvivesThatItsRelationIsReplaced() throws Exception {
        client.run("CREATE VIEW v AS SELECT 1 AS n");
        try (PreparedStatement statement = client.connection().prepareStatement("SELECT n FROM v WHERE n < ?")) {
            statement.setInt(1, 10);
            for (int i = 0; i < 7; i++) {
                assertThat(number(statement)).isEqualTo(1);
            }
            client.run("CREATE OR REPLACE VIEW v AS SELECT 2 AS n");
            assertThat(number(statement)).isEqualTo(2);
        }
    }

    private static int number(PreparedStatement statement) throws Exception {
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void rowsAreCopiedInAndOut() throws Exception {
        PGConnection connection = client.connection().unwrap(PGConnection.class);
        connection.getCopyAPI().copyIn("COPY blue.t (a, b) FROM STDIN", new StringReader("7\tseven\n8\t\\N\n"));
        client.run("CREATE VIEW big AS SELECT a, b FROM blue.t WHERE a > 6");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.getCopyAPI().copyOut("COPY big TO STDOUT", out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactlyInAnyOrder("7\tseven", "8\t\\N");
        assertThatThrownBy(() -> connection.getCopyAPI().copyIn("COPY big FROM STDIN", new StringReader("1\tx\n")))
                .hasMessageContaining("cannot insert into view 'materialize.public.big'");
    }

    @Test
    void aSubscriptionIsCopiedUntilItsEndOrACancel() throws Exception {
        long end = System.currentTimeMillis() + 300;
        PGConnection connection = client.connection().unwrap(PGConnection.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.getCopyAPI().copyOut("COPY (SUBSCRIBE blue.t UP TO " + end + ") TO STDOUT", out);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\t1\t1\tblue\n");

        CopyOut endless = connection.getCopyAPI().copyOut("COPY (SUBSCRIBE (SELECT b FROM green.t)) TO STDOUT");
        assertThat(new String(endless.readFromCopy(), StandardCharsets.UTF_8)).endsWith("\t1\tgreen\n");
        endless.cancelCopy();
    }

    @Test
    void aCursorTellsChangesInTheFormThatWasAskedFor() throws Exception {
        client.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE blue.t WITH (SNAPSHOT = false) ENVELOPE UPSERT (KEY (a))");
        assertThat(client.rows("FETCH ALL c WITH (timeout = '0s')")).isEmpty();
        try (Client writer = Client.of(sandbox)) {
            writer.run("UPDATE blue.t SET b = 'navy'");
            assertThat(client.rows("FETCH ALL c")).singleElement().asString().endsWith("|upsert|1|navy");
            writer.run("DELETE FROM blue.t");
            assertThat(client.rows("FETCH ALL c")).singleElement().asString().endsWith("|delete|1|null");
        }
        client.run("ROLLBACK");
    }

    @Test
    void aSubscriptionIsListedFromItsFirstRowsToItsEndWithWhatItReads() throws Exception {
        String listed = "SELECT o.name, s.id = m.session_id, c.name FROM mz_internal.mz_subscriptions m"
                + " JOIN mz_internal.mz_sessions s ON s.id = m.session_id JOIN mz_catalog.mz_clusters c ON c.id = m.cluster_id"
                + " JOIN mz_catalog.mz_objects o ON o.id = ANY (m.referenced_object_ids::text::text[])";
        try (Client other = Client.of(sandbox)) {
            client.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE blue.t");
            assertThat(other.rows(listed)).isEmpty();
            client.rows("FETCH ALL c");
            assertThat(other.rows(listed)).containsExactly("t|t|quickstart");
            client.run("CLOSE c");
            assertThat(other.rows(listed)).isEmpty();

            client.run("DECLARE c CURSOR FOR SUBSCRIBE blue.t");
            client.rows("FETCH ALL c");
            client.run("ROLLBACK");
            assertThat(other.rows(listed)).isEmpty();

            CopyOut endless = client.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SUBSCRIBE green.t) TO STDOUT");
            endless.readFromCopy();
            assertThat(other.rows(listed)).hasSize(1);
            endless.cancelCopy();
            other.awaitRows(listed);
        }
    }

    @Test
    void progressIsToldOnRequest() throws Exception {
        client.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE blue.t WITH (PROGRESS)");

        assertThat(client.rows("FETCH ALL c")).hasSize(2).element(1).asString().endsWith("|t|null|null|null");
        assertThat(client.refusal("DECLARE d CURSOR FOR SUBSCRIBE blue.t WITH (NOPE)"))
                .startsWith("42601 Expected one of SNAPSHOT or PROGRESS, found identifier \"nope\"");
    }

    @Test
    void aDroppedRelationEndsItsSubscriptionByName() throws Exception {
        client.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE blue.t");
        client.rows("FETCH ALL c");
        try (Client other = Client.of(sandbox)) {
            other.run("ALTER SCHEMA blue RENAME TO retired");
            client.rows("FETCH ALL c WITH (timeout = '0s')");
            other.run("DROP TABLE retired.t");
        }

        assertThat(client.refusal("FETCH ALL c"))
                .isEqualTo("XX000 subscribe has been terminated because underlying relation"
                        + " \"materialize.retired.t\" was dropped");
    }

    @Test
    void aWaitingFetchCanBeCancelled() throws Exception {
        client.run("BEGIN", "DECLARE c CURSOR FOR SUBSCRIBE blue.t WITH (SNAPSHOT = false)");
        try (Statement waiting = client.connection().createStatement()) {
            CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> client.refusal("FETCH ALL c"));
            while (!outcome.isDone()) {
                client.connection().unwrap(PGConnection.class).cancelQuery();
                Thread.onSpinWait();
            }
            assertThat(outcome.get()).isEqualTo("57014 canceling statement due to user request");
            assertThat(waiting.isClosed()).isFalse();
        }
    }

    @Test
    void rowsComeInPortionsAndUnknownCursorsAreRefused() throws Exception {
        Connection connection = client.connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(2);
            ResultSet result = statement.executeQuery("SELECT generate_series(1, 7)");
            int count = 0;
            while (result.next()) {
                count++;
            }
            assertThat(count).isEqualTo(7);
        }
        assertThat(client.refusal("CLOSE nope")).isEqualTo("34000 cursor \"nope\" does not exist");
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
