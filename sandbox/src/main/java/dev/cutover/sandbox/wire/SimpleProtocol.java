package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.session.ConnectionCut;
import dev.cutover.sandbox.session.QueryGate;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.StatementTable;
import dev.cutover.sandbox.statement.session.PreparedStatements;
import java.io.IOException;
import java.util.List;

/** The simple query protocol: one message, any number of statements. */
final class SimpleProtocol {
    private final Session session;
    private final MessageWriter writer;
    private final StatementTable statements;
    private final ClientInput input;
    private final Relay relay;

    /** Where the rows of COPY FROM STDIN come from. */
    @FunctionalInterface
    interface ClientInput {
        Backend.Message receive() throws IOException;
    }

    SimpleProtocol(Session session, MessageWriter writer, StatementTable statements, ClientInput input) {
        this.session = session;
        this.writer = writer;
        this.statements = statements;
        this.input = input;
        this.relay = new Relay(writer, session.world().typeOids());
    }

    void query(String sql) throws IOException {
        session.startStatement();
        try {
            List<Statement> parsed = statements.parse(sql);
            if (parsed.isEmpty()) {
                writer.send('I', new byte[0]);
            }
            for (Statement statement : parsed) {
                if (parsed.size() > 1 && !session.inBlock()) {
                    session.beginImplicit();
                }
                run(statement);
            }
            session.endImplicit();
        } catch (SqlException e) {
            fail(e);
        } catch (ConnectionCut cut) {
            throw cut;
        } catch (RuntimeException defect) {
            fail(BackendErrors.unexpected(defect));
        }
        writer.ready(session.status());
    }

    private void fail(SqlException error) throws IOException {
        session.failed();
        notices();
        writer.error(error);
    }

    private void run(Statement given) throws IOException {
        session.admit(given);
        Statement statement = given;
        if (given instanceof Statement.Execute execute) {
            statement = PreparedStatements.expand(execute, session, statements::parse);
            session.admit(statement);
        }
        if (statement instanceof Statement.Query query) {
            runQuery(query);
        } else {
            new DirectRunner(session, writer).run(statement, true);
        }
    }

    private void notices() throws IOException {
        for (Notice notice : session.takeNotices()) {
            writer.notice(notice);
        }
    }

    private void runQuery(Statement.Query query) throws IOException {
        Rewritten text = query.translation().translate(session);
        boolean writes = query.rule() != Rule.READ;
        QueryGate.pass(session, text, query.rule() != Rule.WRITE);
        session.synchronizeBackend();
        session.beginBackend(writes);
        long timeout = query.rule() == Rule.OUTSIDE ? session.statementTimeoutMillis() : 0;
        if (timeout > 0) {
            session.backend().run("SET statement_timeout = " + timeout);
        }
        try {
            relay(text);
        } finally {
            if (timeout > 0) {
                session.backend().run("SET statement_timeout = 0");
            }
        }
        notices();
    }

    private void relay(Rewritten text) throws IOException {
        Backend backend = session.backend();
        backend.sendQuery(text.sql());
        SqlException failure = null;
        boolean rows = false;
        while (true) {
            Backend.Message message = backend.receive();
            if (message.type() == 'Z') {
                break;
            } else if (message.type() == 'E') {
                failure = BackendErrors.translate(Backend.error(message), text::original);
            } else if (message.type() == 'G') {
                writer.send('G', message.body());
                writer.flush();
                copyIn(backend);
            } else {
                rows |= message.type() == 'T';
                relay.pass(message, rows);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void copyIn(Backend backend) throws IOException {
        while (true) {
            Backend.Message message = input.receive();
            if (message.type() == 'd' || message.type() == 'c' || message.type() == 'f') {
                backend.send(message.type(), message.body());
                if (message.type() != 'd') {
                    return;
                }
            }
        }
    }
}
