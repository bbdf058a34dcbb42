package dev.cutover.sandbox.upstream;

import static dev.cutover.sandbox.sql.Identifiers.always;

import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.kafka.Stream;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.session.World;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps our copies of a source's tables equal to the upstream's: all of them are read at one moment there, and replaced in one
 * transaction here. A replication slot is held for as long as the source exists, as Materialize holds one.
 */
public final class PostgresStream implements Stream {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStream.class);
    private static final long PAUSE_MILLIS = 200;

    private final World world;
    private final Item source;
    private final Upstream address;
    private final Map<String, List<String>> known = new HashMap<>();
    private Connection upstream;

    /** The stream of one source; its connection may be dropped before it. */
    public PostgresStream(World world, Item source) {
        this.world = world;
        this.source = source;
        Item connection = world.store().current().items().get(source.detail(Item.CONNECTION));
        this.address = Upstream.of(connection, world.secrets());
    }

    @Override
    public void step(Backend backend) throws IOException, InterruptedException {
        try {
            if (upstream == null) {
                upstream = address.open();
                Upstream.hold(upstream, source.detail(Item.SLOT));
                upstream.commit();
            }
            if (!Upstream.publishes(upstream, source.detail(Item.PUBLICATION))) {
                throw new IOException("publication \"" + source.detail(Item.PUBLICATION) + "\" does not exist");
            }
            StringBuilder changes = new StringBuilder();
            Map<String, List<String>> seen = new HashMap<>();
            for (Item table : world.store().current().items().values()) {
                if (source.id().equals(table.detail(Item.SOURCE)) && table.detail(Item.UPSTREAM_TABLE) != null) {
                    List<String> rows = rows(upstream, table);
                    if (!rows.equals(known.get(table.id()))) {
                        changes.append(replacement(table.id(), rows));
                        seen.put(table.id(), rows);
                    }
                }
            }
            upstream.commit();
            if (!seen.isEmpty()) {
                backend.run(changes.toString());
                known.putAll(seen);
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    /** The rows that the upstream's table of one of our tables has now. */
    public static List<String> rows(Connection upstream, Item table) throws SQLException {
        return Upstream.rows(
                upstream,
                table.detail(Item.UPSTREAM_SCHEMA),
                table.detail(Item.UPSTREAM_TABLE),
                table.columns().stream().map(Column::name).toList());
    }

    /** The statements that make rows the content of one of our tables; sent as one message they are one transaction. */
    public static String replacement(String tableId, List<String> rows) {
        String table = "mz_data." + always(tableId);
        String delete = "DELETE FROM " + table + ";\n";
        return rows.isEmpty()
                ? delete
                : delete + "INSERT INTO " + table + " VALUES " + String.join(",\n", rows) + ";\n";
    }

    @Override
    public void close() {
        try {
            if (upstream != null) {
                upstream.close();
            }
        } catch (SQLException e) {
            LOG.debug("the connection of {} did not close: {}", source.id(), e.toString());
        } finally {
            upstream = null;
        }
    }

    @Override
    public void forget() {
        try (Connection last = address.open()) {
            Upstream.letGo(last, source.detail(Item.SLOT));
            last.commit();
        } catch (SQLException e) {
            LOG.debug("the slot of {} could not be dropped: {}", source.id(), e.toString());
        }
    }
}
