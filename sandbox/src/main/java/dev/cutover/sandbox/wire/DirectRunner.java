package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.session.SubscribeCursor;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.Statement;
import java.io.IOException;
import java.util.List;

/** Runs the statements that do not go to PostgreSQL as they are, the same way in both protocols. */
final class DirectRunner {
    private final Session session;
    private final MessageWriter writer;

    DirectRunner(Session session, MessageWriter writer) {
        this.session = session;
        this.writer = writer;
    }

    /** Runs it and writes its answer; {@code describe} says whether the columns go before the rows. */
    void run(Statement statement, boolean describe) throws IOException {
        if (statement instanceof Statement.Change change) {
            session.change(change);
            finish(change.tag());
        } else if (statement instanceof Statement.Command command) {
            finish(command.action().run(session));
        } else if (statement instanceof Statement.Control control) {
            finish(session.control(control.verb()));
        } else if (statement instanceof Statement.Answer answer) {
            List<List<String>> rows = answer.rows().rows(session);
            if (describe) {
                writer.columns(answer.columns());
            }
            for (List<String> row : rows) {
                writer.row(row);
            }
            finish("SELECT " + rows.size());
        } else if (statement instanceof Statement.Fetch fetch) {
            fetch(fetch, describe);
        }
    }

    private void fetch(Statement.Fetch fetch, boolean describe) throws IOException {
        SubscribeCursor cursor = session.cursors().get(fetch.cursor());
        if (cursor != null) {
            List<List<String>> rows = cursor.fetch(session, fetch.timeoutMillis(), fetch.limit());
            if (describe) {
                writer.columns(cursor.columns());
            }
            for (List<String> row : rows) {
                writer.row(row);
            }
            finish("FETCH " + rows.size());
            return;
        }
        String count = fetch.limit() == Integer.MAX_VALUE ? "ALL" : String.valueOf(fetch.limit());
        Backend backend = session.backend();
        backend.sendQuery("FETCH " + count + " FROM " + Identifiers.always(fetch.cursor()));
        Relay relay = new Relay(writer, session.world().typeOids());
        SqlException failure = null;
        for (Backend.Message message = backend.receive(); message.type() != 'Z'; message = backend.receive()) {
            if (message.type() == 'E') {
                failure = BackendErrors.translate(Backend.error(message), at -> at);
            } else if (describe || message.type() != 'T') {
                relay.pass(message, false);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void finish(String tag) throws IOException {
        for (Notice notice : session.takeNotices()) {
            writer.notice(notice);
        }
        writer.complete(tag);
    }
}
