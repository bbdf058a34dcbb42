package dev.cutover.sandbox.session;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.CatalogStore;
import dev.cutover.sandbox.catalog.Draft;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Role;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a session from the parameters of a client's first message. */
public final class StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    private StartUp() {}

    /** Opens it; a role that is not known yet is created, as the real server does. */
    public static Session open(World world, Backend backend, Map<String, String> parameters, int connectionId)
            throws IOException {
        String user = parameters.getOrDefault("user", "materialize");
        Settings settings = new Settings();
        Map<String, String> wanted = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (!name.equals("user") && !name.equals("options") && !name.startsWith("_pq_.")) {
                wanted.put(name, value);
            }
        });
        wanted.putAll(options(parameters.getOrDefault("options", "")));
        ensureRole(world.store(), backend, user);
        Session session = new Session(world, backend, settings, user, connectionId);
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            try {
                settings.start(entry.getKey(), entry.getValue());
            } catch (SqlException notSet) {
                session.notice(Notice.notice(
                        "00000", "startup setting " + entry.getKey() + " not set: " + notSet.getMessage()));
            }
        }
        greet(session);
        register(session);
        return session;
    }

    /** Refuses the roles of the system where everybody connects (session / startup). */
    public static void requireLogin(Map<String, String> parameters, boolean administrators) {
        String user = parameters.getOrDefault("user", "materialize");
        if (!administrators && user.startsWith("mz_")) {
            throw SqlException.fatal("42501", "unauthorized login to user '" + user + "'");
        }
    }

    private static void greet(Session session) {
        if ("on".equals(session.settings().show("welcome_message"))) {
            session.notice(Notice.notice(
                    "00000",
                    "connected to a Cutover sandbox, a stand-in for Materialize v26.24.0-dev.0\n  User: "
                            + session.role()));
        }
        String database = session.settings().show("database");
        if (session.names().findDatabase(database).isEmpty()) {
            session.notice(Notice.notice("MZ004", "session database \"" + database + "\" does not exist")
                    .withHint("Create the database with CREATE DATABASE or pick an extant database with SET DATABASE ="
                            + " name. List available databases with SHOW DATABASES."));
        }
        String cluster = session.settings().show("cluster");
        if (session.names().findCluster(cluster).isEmpty()) {
            session.notice(Notice.notice("MZ005", "session default cluster \"" + cluster + "\" does not exist")
                    .withHint("Pick an extant cluster with SET CLUSTER = name. Run SHOW CLUSTERS to see available"
                            + " clusters."));
        }
    }

    private static void register(Session session) throws IOException {
        session.backend()
                .run("INSERT INTO mz_store.sessions VALUES (" + literal(session.id()) + ", " + session.connectionId()
                        + ", " + literal(session.roleId()) + ", '127.0.0.1', clock_timestamp())");
    }

    /** Removes what the catalog says about a session that has ended: its row and its temporary objects. */
    static void forget(Session session) throws IOException {
        Backend own = session.backend();
        try {
            if (own.answered()) {
                if (own.status() != 'I') {
                    own.run("ROLLBACK");
                }
                forget(session, own);
                return;
            }
        } catch (BackendException cancelled) {
            LOG.debug("a cancel request came late: {}", cancelled.toString());
        }
        // Ended in the middle of a statement, its connection says next what answers that.
        try (Backend backend = session.world().connect()) {
            forget(session, backend);
        }
    }

    private static void forget(Session session, Backend backend) throws IOException {
        CatalogStore store = session.world().store();
        Listing.forget(session, backend);
        backend.run("DELETE FROM mz_store.sessions WHERE id = " + literal(session.id()));
        store.lock();
        try {
            Catalog base = store.current();
            Draft draft = store.draft(base);
            List<Item> temporary = base.items().values().stream()
                    .filter(item -> session.id().equals(item.detail(Item.SESSION)))
                    .toList();
            temporary.forEach(draft::remove);
            if (!temporary.isEmpty()) {
                store.commit(base, draft.toCatalog(), backend);
            }
        } finally {
            store.unlock();
        }
    }

    private static void ensureRole(CatalogStore store, Backend backend, String name) throws IOException {
        store.lock();
        try {
            Catalog base = store.current();
            boolean known =
                    base.roles().values().stream().anyMatch(role -> role.name().equals(name));
            if (!known) {
                Draft draft = store.draft(base);
                draft.put(new Role(draft.ids().next(Kind.ROLE), draft.ids().nextOid(), name, true));
                store.commit(base, draft.toCatalog(), backend);
            }
        } finally {
            store.unlock();
        }
    }

    /** Understands {@code --name=value} and {@code -c name=value}; a backslash escapes a blank. */
    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String word : text.replaceAll("-c\\s+", "--").split("(?<!\\\\)\\s+")) {
            String plain = word.replace("\\ ", " ").replace("\\\\", "\\");
            int equals = plain.indexOf('=');
            if (plain.startsWith("-") && equals > 0) {
                options.put(
                        plain.substring(0, equals).replaceFirst("^(--|-c)", "").replace('-', '_'),
                        plain.substring(equals + 1));
            }
        }
        return options;
    }
}
