package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Draft;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.wire.Notice;
import java.io.IOException;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** What a statement needs to change the catalog: the draft, names, the session, and PostgreSQL inside of a transaction. */
public final class ChangeContext {
    private final Session session;
    private final Draft draft;
    private final Backend backend;

    /** A context for one statement; {@code backend} is used inside of the transaction that the change belongs to. */
    public ChangeContext(Session session, Draft draft, Backend backend) {
        this.session = session;
        this.draft = draft;
        this.backend = backend;
    }

    /** The catalog that is being changed. */
    public Draft draft() {
        return draft;
    }

    /** The catalog as changed so far. */
    public Catalog catalog() {
        return draft.toCatalog();
    }

    /** Names in the catalog as changed so far. */
    public Names names() {
        return session.names(catalog());
    }

    /** The session that runs the statement. */
    public Session session() {
        return session;
    }

    /** The id of the session's role. */
    public String roleId() {
        return session.roleId();
    }

    /** Tells the client something. */
    public void notice(Notice notice) {
        session.notice(notice);
    }

    /** Runs statements in PostgreSQL; they count only when the change is committed. */
    public List<List<String>> postgres(String sql) throws IOException {
        return postgres(sql, position -> position);
    }

    /** The same, with positions of errors told in terms of the client's text. */
    public List<List<String>> postgres(String sql, IntUnaryOperator position) throws IOException {
        begin();
        try {
            return backend.run(sql);
        } catch (BackendException e) {
            throw BackendErrors.translate(e, position);
        }
    }

    /** The columns of a query, with the type numbers that the client knows. */
    public List<Output> describe(String sql) throws IOException {
        begin();
        return session.world().typeOids().describe(backend, sql);
    }

    private void begin() throws IOException {
        if (backend.status() == 'I') {
            backend.run("BEGIN");
        }
    }
}
