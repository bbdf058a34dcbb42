package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.sandbox.postgres.Backend;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResetTest {
    private static final int OBJECTS = 1_000;
    private static final int CONNECTIONS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OBJECT_COUNT = "SELECT count(*) FROM mz_objects WHERE id LIKE 'u%'";
    private static final String SESSION_COUNT = "SELECT count(*) FROM mz_internal.mz_sessions";

    private static final String ENDLESS =
            "SELECT count(*) FROM generate_series(1, 1000000) AS a, generate_series(1, 1000000) AS b";

    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private final List<Client> clients = new ArrayList<>();
    private Sandbox sandbox;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
    }

    @AfterEach
    void stop() throws Exception {
        for (Client client : clients) {
            client.close();
        }
        sandbox.close();
    }

    @Test
    void systemParametersOfTheStartHoldAgainAfterAReset() throws Exception {
        SandboxOptions options =
                SandboxOptions.instant().withSystemParameter("enable_cluster_schedule_refresh", "true");
        try (Sandbox featured = Sandbox.start(options, POSTGRES.server())) {
            featured.reset();

            try (Client client = Client.of(featured)) {
                client.run("CREATE CLUSTER nightly (SIZE '25cc', SCHEDULE = ON REFRESH)");
                assertThat(client.rows("SHOW enable_cluster_schedule_refresh")).containsExactly("on");
            }
        }
    }

    @Test
    void aThousandObjectsAndAHundredConnectionsAreServedAndForgotten() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(Client.of(sandbox));
        }
        for (int i = 0; i < OBJECTS; i++) {
            clients.get(i % CONNECTIONS).run("CREATE TABLE t" + i + " (a int)");
        }
        for (Client client : clients) {
            assertThat(client.rows(OBJECT_COUNT)).containsExactly(String.valueOf(OBJECTS));
        }
        assertThat(clients.get(0).rows(SESSION_COUNT)).containsExactly(String.valueOf(CONNECTIONS));

        sandbox.reset();

        for (Client client : clients) {
            assertThatThrownBy(() -> client.rows(OBJECT_COUNT)).isInstanceOf(SQLException.class);
        }
        try (Client after = Client.of(sandbox)) {
            assertThat(after.rows(OBJECT_COUNT)).containsExactly("0");
            awaitOnly(after);
        }
    }

    @Test
    void aStatementThatIsRunningEndsWithItsConnectionAndLeavesNothing() throws Exception {
        Client client = Client.of(sandbox);
        clients.add(client);
        client.run("CREATE TEMPORARY VIEW mine AS SELECT 1 AS a");
        CompletableFuture<Object> read = CompletableFuture.supplyAsync(() -> {
            try {
                return client.rows(ENDLESS);
            } catch (SQLException ended) {
                return ended;
            }
        });
        awaitInPostgres(1);

        sandbox.reset();

        assertThat(read.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(SQLException.class);
        try (Client after = Client.of(sandbox)) {
            awaitInPostgres(0);
            awaitOnly(after);
        }
    }

    private static void awaitInPostgres(int statements) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (Backend postgres = POSTGRES.server().connect("postgres")) {
            String query = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%1000000%'"
                    + " AND pid <> pg_backend_pid()";
            while (!postgres.run(query).get(0).get(0).equals(String.valueOf(statements))) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }
    }

    /** Sessions are forgotten by their own threads, a moment after their connections have ended. */
    private static void awaitOnly(Client client) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!client.rows(SESSION_COUNT).equals(List.of("1"))) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }
}
