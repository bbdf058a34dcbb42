package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.session.SubscribeCursor;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** Runs the statements that do not go to PostgreSQL as they are, the same way in both protocols. */
final class DirectRunner {
    /** How often a SUBSCRIBE sends what it has. */
    private static final long STREAM_MILLIS = 100;

    private final Session session;
    private final MessageWriter writer;

    DirectRunner(Session session, MessageWriter writer) {
        this.session = session;
        this.writer = writer;
    }

    /** Runs it and writes its answer; {@code describe} says whether the columns go before the rows. */
    void run(Statement statement, boolean describe) throws IOException {
        try {
            runUntranslated(statement, describe);
        } catch (BackendException e) {
            throw BackendErrors.translate(e, at -> at);
        }
    }

    private void runUntranslated(Statement statement, boolean describe) throws IOException {
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
        } else if (statement instanceof Statement.Stream stream) {
            stream(stream, describe);
        }
    }

    /** Answers until the end that was asked for, or until somebody cancels. */
    private void stream(Statement.Stream stream, boolean describe) throws IOException {
        int count;
        try (SubscribeCursor cursor = stream.request().open(session)) {
            count = follow(cursor, stream.copies(), describe);
        }
        finish((stream.copies() ? "COPY " : "SUBSCRIBE ") + count);
    }

    private int follow(SubscribeCursor cursor, boolean copies, boolean describe) throws IOException {
        int width = cursor.columns().size();
        if (copies) {
            byte[] formats = new byte[2 * width];
            writer.send(
                    'H',
                    new MessageBuilder().letter('\0').int16(width).raw(formats).build());
        } else if (describe) {
            writer.columns(cursor.columns());
        }
        int count = 0;
        do {
            writer.flush();
            for (List<String> row : cursor.fetch(session, STREAM_MILLIS, Integer.MAX_VALUE)) {
                count++;
                if (copies) {
                    writer.send('d', line(row));
                } else {
                    writer.row(row);
                }
            }
            session.requireNotCancelled();
        } while (!cursor.isFinished());
        if (copies) {
            writer.send('c', new byte[0]);
        }
        return count;
    }

    private static byte[] line(List<String> row) {
        StringJoiner line = new StringJoiner("\t", "", "\n");
        for (String value : row) {
            line.add(
                    value == null
                            ? "\\N"
                            : value.replace("\\", "\\\\")
                                    .replace("\t", "\\t")
                                    .replace("\n", "\\n")
                                    .replace("\r", "\\r"));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
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
        if (!session.queryCursors().contains(fetch.cursor())) {
            throw SqlException.of("34000", "cursor \"" + fetch.cursor() + "\" does not exist");
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
