package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Draft;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.readiness.Faults.CommitFault;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.session.PreparedStatements.Prepared;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** One client's session: its settings, its transaction, and its connection to PostgreSQL. */
public final class Session implements AutoCloseable {
    private final World world;
    private final Backend backend;
    private final Settings settings;
    private final String role;
    private final int connectionId;
    private final String id = UUID.randomUUID().toString();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Prepared> prepared = new HashMap<>();
    private final Map<String, SubscribeCursor> cursors = new HashMap<>();
    private final Set<String> queryCursors = new HashSet<>();
    private Transaction transaction;
    private String synchronizedState = "";
    private final Object cancelling = new Object();
    private volatile boolean cancelled;

    /** A session of a role that exists. */
    public Session(World world, Backend backend, Settings settings, String role, int connectionId) {
        this.world = world;
        this.backend = backend;
        this.settings = settings;
        this.role = role;
        this.connectionId = connectionId;
    }

    /** What all sessions share. */
    public World world() {
        return world;
    }

    /** The settings. */
    public Settings settings() {
        return settings;
    }

    /** This session's connection to PostgreSQL. */
    public Backend backend() {
        return backend;
    }

    /** The id of this session in mz_sessions. */
    public String id() {
        return id;
    }

    /** The number that a cancel request names. */
    public int connectionId() {
        return connectionId;
    }

    /** The name of the role. */
    public String role() {
        return role;
    }

    /** The id of the role. */
    public String roleId() {
        return names().role(role).id();
    }

    /** The catalog as this session sees it: with its own uncommitted changes. */
    public Catalog catalog() {
        return transaction != null && transaction.working() != null
                ? transaction.working()
                : world.store().current();
    }

    /** Names as this session sees them. */
    public Names names() {
        return names(catalog());
    }

    /** Names in another catalog as this session would see them. */
    public Names names(Catalog catalog) {
        return new Names(catalog, settings.show("database"), settings.searchPath(), id, world.systemRelations());
    }

    /** The session's cluster; an unknown name is an error only now (FINDINGS 25). */
    public Cluster cluster() {
        return names().cluster(settings.show("cluster"));
    }

    /** Queues a notice for the client. */
    public void notice(Notice notice) {
        notices.add(notice);
    }

    /** Takes the notices that are waiting. */
    public List<Notice> takeNotices() {
        List<Notice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }

    /** Statements prepared with PREPARE, by name. */
    public Map<String, Prepared> prepared() {
        return prepared;
    }

    /** Open SUBSCRIBE cursors, by name. */
    public Map<String, SubscribeCursor> cursors() {
        return cursors;
    }

    /** Names of the open cursors over queries; PostgreSQL keeps what is in them. */
    public Set<String> queryCursors() {
        return queryCursors;
    }

    /** I, T or E. */
    public char status() {
        if (transaction == null || !transaction.explicit()) {
            return 'I';
        }
        return transaction.failed() ? 'E' : 'T';
    }

    /** Whether statements share a block that BEGIN has opened. */
    public boolean inBlock() {
        return transaction != null && transaction.explicit();
    }

    /** The open transaction, or null. */
    Transaction transaction() {
        return transaction;
    }

    /** Opens a block that is not a block to the client: for a message of several statements. */
    public void beginImplicit() {
        if (transaction == null) {
            transaction = new Transaction(false);
        }
    }

    /** Commits a block that {@link #beginImplicit} has opened. */
    public void endImplicit() throws IOException {
        if (transaction != null && !transaction.explicit()) {
            commit();
        }
    }

    /** Checks that a statement may run now, and remembers it in the block. */
    public void admit(Statement statement) {
        boolean ends = statement instanceof Statement.Control control && control.verb() != Statement.Control.Verb.BEGIN;
        if (transaction != null && transaction.failed() && !ends) {
            throw aborted();
        }
        if (transaction != null) {
            transaction.admit(statement);
        }
    }

    /** Notes that a statement failed: an open block is lost with it. */
    public void failed() throws IOException {
        if (transaction == null) {
            rollbackBackend();
        } else if (transaction.explicit()) {
            transaction.fail();
            rollbackBackend();
        } else {
            rollback();
        }
    }

    /** Runs BEGIN, COMMIT or ROLLBACK and gives the tag. */
    public String control(Statement.Control.Verb verb) throws IOException {
        return switch (verb) {
            case BEGIN -> {
                if (inBlock()) {
                    notice(Notice.warning("25001", "there is already a transaction in progress"));
                } else {
                    endImplicit();
                    transaction = new Transaction(true);
                }
                yield "BEGIN";
            }
            case COMMIT -> {
                if (!inBlock()) {
                    notice(Notice.warning("25P01", "there is no transaction in progress"));
                }
                boolean lost = transaction != null && transaction.failed();
                if (lost) {
                    rollback();
                } else {
                    commit();
                }
                yield lost ? "ROLLBACK" : "COMMIT";
            }
            case ROLLBACK -> {
                if (!inBlock()) {
                    notice(Notice.warning("25P01", "there is no transaction in progress"));
                }
                rollback();
                yield "ROLLBACK";
            }
        };
    }

    private void commit() throws IOException {
        Transaction ending = transaction;
        transaction = null;
        closeCursors();
        try {
            if (ending != null && ending.working() != null) {
                commitCatalog(ending);
            } else if (backend.status() != 'I') {
                backend.run("COMMIT");
            }
        } catch (SqlException e) {
            rollbackBackend();
            throw e;
        } catch (BackendException e) {
            rollbackBackend();
            throw BackendErrors.translate(e, at -> at);
        }
    }

    private void commitCatalog(Transaction ending) throws IOException {
        CommitFault fault = ending.explicit() ? world.faults().takeCommitFault() : CommitFault.NONE;
        if (fault == CommitFault.LOST_BEFORE) {
            throw new ConnectionCut();
        }
        world.store().commit(ending.base(), ending.working(), backend);
        if (fault == CommitFault.LOST_AFTER) {
            throw new ConnectionCut();
        }
    }

    private void rollback() throws IOException {
        transaction = null;
        closeCursors();
        rollbackBackend();
    }

    private void closeCursors() throws IOException {
        for (SubscribeCursor cursor : cursors.values()) {
            cursor.close();
        }
        cursors.clear();
        queryCursors.clear();
    }

    private void rollbackBackend() throws IOException {
        if (backend.status() != 'I') {
            backend.run("ROLLBACK");
        }
    }

    /** Runs a change of the catalog: at once, or in the open block. */
    public void change(Statement.Change change) throws IOException {
        world.store().lock();
        try {
            Catalog base = transaction == null || transaction.base() == null
                    ? world.store().current()
                    : transaction.base();
            world.store().requireUnchangedSince(base);
            Draft draft = world.store().draft(catalog());
            change.body().apply(new ChangeContext(this, draft, backend));
            Catalog next = draft.toCatalog();
            if (next.equals(catalog())) {
                if (transaction == null) {
                    rollbackBackend();
                }
                return;
            }
            if (transaction != null) {
                transaction.changed(base, next);
            } else {
                world.store().commit(base, next, backend);
            }
        } catch (BackendException e) {
            throw BackendErrors.translate(e, at -> at);
        } finally {
            world.store().unlock();
        }
    }

    /** Makes PostgreSQL see this session's role, database and search path. */
    public void synchronizeBackend() throws IOException {
        Names names = names();
        String schema = names.currentSchema().map(found -> found.name()).orElse("");
        String state = "SELECT pg_catalog.set_config('sandbox.role', " + Identifiers.literal(role)
                + ", false), pg_catalog.set_config('sandbox.database', "
                + Identifiers.literal(settings.show("database"))
                + ", false), pg_catalog.set_config('sandbox.schema', " + Identifiers.literal(schema)
                + ", false), pg_catalog.set_config('sandbox.cluster', " + Identifiers.literal(settings.show("cluster"))
                + ", false), pg_catalog.set_config('sandbox.schemas', "
                + Identifiers.literal(String.join(",", settings.searchPath()))
                + ", false), pg_catalog.set_config('sandbox.settings', " + settings.asJson()
                + ", false), pg_catalog.set_config('sandbox.pid', '" + connectionId
                + "', false), pg_catalog.set_config('search_path', 'mz_pg, mz_catalog, pg_catalog', false)";
        if (!state.equals(synchronizedState)) {
            backend.run(state);
            synchronizedState = backend.status() == 'I' ? state : "";
        }
    }

    /** Opens a transaction in PostgreSQL when this session is in a block. */
    public void beginBackend(boolean writes) throws IOException {
        if (inBlock() && backend.status() == 'I') {
            backend.run(writes ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ");
        }
    }

    /** Cancels what is running; called from another thread. */
    public void cancel() throws IOException {
        synchronized (cancelling) {
            cancelled = true;
            backend.cancel();
        }
    }

    /** The same without telling PostgreSQL; the process there that has to be told, or empty when it runs nothing. */
    OptionalInt cancelHere() {
        synchronized (cancelling) {
            cancelled = true;
            return backend.answered() ? OptionalInt.empty() : OptionalInt.of(backend.processId());
        }
    }

    /** How long a block may be idle, in milliseconds; 0 for ever. */
    public long idleLimitMillis() {
        return settings.millis("idle_in_transaction_session_timeout");
    }

    /** How long a write may run, in milliseconds; 0 for ever. */
    public long statementTimeoutMillis() {
        return settings.millis("statement_timeout");
    }

    /** Refuses to prepare anything in a failed block. */
    public void admitRead() {
        if (transaction != null && transaction.failed()) {
            throw aborted();
        }
    }

    private static SqlException aborted() {
        return SqlException.of(
                "25P02", "current transaction is aborted, commands ignored until end of transaction block");
    }

    /** Forgets an earlier cancel: a new statement begins, and a request for the one before must not reach it. */
    public void startStatement() {
        synchronized (cancelling) {
            cancelled = false;
        }
    }

    /** Refuses to go on when somebody has cancelled this statement. */
    public void requireNotCancelled() {
        if (cancelled) {
            throw SqlException.of("57014", "canceling statement due to user request");
        }
    }

    @Override
    public void close() throws IOException {
        backend.close();
    }
}
