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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The extended query protocol. Queries are prepared in PostgreSQL as well; their names are looked up again at every Bind, so
 * that a prepared statement sees the new side of a swap at once (FINDINGS 22).
 */
final class ExtendedProtocol {
    private final Session session;
    private final MessageWriter writer;
    private final StatementTable statements;
    private final Relay relay;
    private final Map<String, Prepared> prepared = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    private boolean unsynchronized;
    private boolean skipping;
    private int names;

    ExtendedProtocol(Session session, MessageWriter writer, StatementTable statements) {
        this.session = session;
        this.writer = writer;
        this.statements = statements;
        this.relay = new Relay(writer, session.world().typeOids());
    }

    /** A prepared statement; {@code statement} is null for an empty text. */
    private static final class Prepared {
        final Statement statement;
        final int[] types;
        final String backendName;
        String backendSql;

        Prepared(Statement statement, int[] types, String backendName) {
            this.statement = statement;
            this.types = types;
            this.backendName = backendName;
        }
    }

    private record Portal(Prepared prepared, Rewritten text, boolean[] started) {}

    /** Forgets what an unfinished batch has left behind. */
    void reset() {
        skipping = false;
    }

    void handle(char type, byte[] body) throws IOException {
        if (type == 'S') {
            sync();
            return;
        }
        if (type == 'H') {
            writer.flush();
            return;
        }
        if (skipping) {
            return;
        }
        try {
            MessageReader reader = new MessageReader(body);
            switch (type) {
                case 'P' -> parse(reader);
                case 'B' -> bind(reader);
                case 'D' -> describe(reader);
                case 'E' -> execute(reader);
                case 'C' -> close(reader);
                default -> throw SqlException.fatal("08P01", "invalid frontend message type " + type);
            }
        } catch (SqlException e) {
            fail(e);
        } catch (ConnectionCut cut) {
            throw cut;
        } catch (RuntimeException defect) {
            fail(BackendErrors.unexpected(defect));
        }
    }

    private void fail(SqlException error) throws IOException {
        synchronizePostgres();
        session.failed();
        for (Notice notice : session.takeNotices()) {
            writer.notice(notice);
        }
        writer.error(error);
        skipping = true;
    }

    private void sync() throws IOException {
        SqlException failure = null;
        synchronizePostgres();
        try {
            session.endImplicit();
        } catch (SqlException e) {
            failure = e;
        }
        if (failure != null) {
            writer.error(failure);
        }
        skipping = false;
        if (!session.inBlock()) {
            portals.clear();
        }
        writer.ready(session.status());
    }

    private void parse(MessageReader reader) throws IOException {
        session.startStatement();
        String name = reader.text();
        String sql = reader.text();
        int[] types = new int[reader.int16()];
        for (int i = 0; i < types.length; i++) {
            types[i] = session.world().typeOids().toPostgres(reader.int32());
        }
        if (!name.isEmpty() && prepared.containsKey(name)) {
            throw SqlException.of("42P05", "prepared statement \"" + name + "\" already exists");
        }
        List<Statement> parsed = statements.parse(sql);
        if (parsed.size() > 1) {
            throw SqlException.syntax("cannot insert multiple commands into a prepared statement", 0);
        }
        Statement statement = parsed.isEmpty() ? null : parsed.get(0);
        if (statement instanceof Statement.Execute execute) {
            statement = PreparedStatements.expand(execute, session, statements::parse);
        }
        Prepared result = new Prepared(statement, types, "s" + names++);
        if (statement instanceof Statement.Query query) {
            prepareInPostgres(result, query.translation().translate(session));
        }
        closePrepared(name);
        prepared.put(name, result);
        writer.send('1', new byte[0]);
    }

    /** Makes PostgreSQL's prepared statement match the present names. */
    private void prepareInPostgres(Prepared target, Rewritten text) throws IOException {
        if (text.sql().equals(target.backendSql)) {
            return;
        }
        session.admitRead();
        if (!unsynchronized) {
            session.synchronizeBackend();
        }
        Statement.Query query = (Statement.Query) target.statement;
        if (session.inBlock() && session.backend().status() == 'I') {
            synchronizePostgres();
            session.beginBackend(query.rule() != Rule.READ);
        }
        if (target.backendSql != null) {
            request(
                    'C',
                    new MessageBuilder().letter('S').text(target.backendName).build(),
                    '3',
                    text);
        }
        MessageBuilder body =
                new MessageBuilder().text(target.backendName).text(text.sql()).int16(target.types.length);
        for (int type : target.types) {
            body.int32(type);
        }
        request('P', body.build(), '1', text);
        target.backendSql = text.sql();
    }

    private void bind(MessageReader reader) throws IOException {
        session.startStatement();
        String portal = reader.text();
        String name = reader.text();
        Prepared statement = statement(name);
        Rewritten text = null;
        if (statement.statement instanceof Statement.Query query) {
            session.admit(query);
            text = query.translation().translate(session);
            QueryGate.pass(session, text, query.rule() != Rule.WRITE);
            if (!unsynchronized) {
                session.synchronizeBackend();
                session.beginBackend(query.rule() != Rule.READ);
            }
            prepareInPostgres(statement, text);
            byte[] rest = reader.rest();
            byte[] body = new MessageBuilder()
                    .text(portal)
                    .text(statement.backendName)
                    .raw(rest)
                    .build();
            request('B', body, '2', text);
        }
        portals.put(portal, new Portal(statement, text, new boolean[1]));
        writer.send('2', new byte[0]);
    }

    private void describe(MessageReader reader) throws IOException {
        boolean ofPortal = reader.letter() == 'P';
        String name = reader.text();
        if (ofPortal && !portals.containsKey(name) && describeCursor(name)) {
            return;
        }
        Prepared target = ofPortal ? portal(name).prepared() : statement(name);
        if (target.statement instanceof Statement.Query query) {
            Rewritten text = query.translation().translate(session);
            if (!ofPortal) {
                prepareInPostgres(target, text);
            }
            String backendName = ofPortal ? name : target.backendName;
            send(
                    'D',
                    new MessageBuilder()
                            .letter(ofPortal ? 'P' : 'S')
                            .text(backendName)
                            .build());
            Backend.Message message = receive(text);
            if (message.type() == 't') {
                relay.pass(message, false);
                message = receive(text);
            }
            relay.pass(message, false);
            return;
        }
        if (!ofPortal) {
            writer.send('t', new byte[2]);
        }
        if (target.statement instanceof Statement.Answer answer) {
            writer.columns(answer.columns());
        } else if (target.statement instanceof Statement.Stream stream && !stream.copies()) {
            writer.columns(stream.request().open(session).columns());
        } else if (target.statement instanceof Statement.Fetch fetch
                && session.cursors().containsKey(fetch.cursor())) {
            writer.columns(session.cursors().get(fetch.cursor()).columns());
        } else {
            writer.send('n', new byte[0]);
        }
    }

    /** A cursor that DECLARE has opened is a portal too. */
    private boolean describeCursor(String name) throws IOException {
        if (session.cursors().containsKey(name)) {
            writer.columns(session.cursors().get(name).columns());
            return true;
        }
        if (!session.queryCursors().contains(name)) {
            return false;
        }
        send('D', new MessageBuilder().letter('P').text(name).build());
        relay.pass(receive(null), false);
        return true;
    }

    private void execute(MessageReader reader) throws IOException {
        String name = reader.text();
        int limit = reader.int32();
        Portal portal = portal(name);
        Statement statement = portal.prepared().statement;
        if (statement == null) {
            writer.send('I', new byte[0]);
            return;
        }
        if (!(statement instanceof Statement.Query)) {
            session.admit(statement);
            synchronizePostgres();
            new DirectRunner(session, writer).run(statement, false);
            return;
        }
        send('E', new MessageBuilder().text(name).int32(limit).build());
        boolean rows = false;
        while (true) {
            Backend.Message message = receive(portal.text());
            rows |= message.type() == 'D';
            if (message.type() == 'C') {
                for (Notice notice : session.takeNotices()) {
                    writer.notice(notice);
                }
            }
            relay.pass(message, rows);
            if (message.type() == 'C' || message.type() == 's' || message.type() == 'I') {
                return;
            }
        }
    }

    private void close(MessageReader reader) throws IOException {
        boolean ofPortal = reader.letter() == 'P';
        String name = reader.text();
        if (ofPortal) {
            portals.remove(name);
        } else {
            closePrepared(name);
        }
        writer.send('3', new byte[0]);
    }

    private void closePrepared(String name) throws IOException {
        Prepared gone = prepared.remove(name);
        if (gone != null && gone.backendSql != null) {
            request('C', new MessageBuilder().letter('S').text(gone.backendName).build(), '3', null);
        }
    }

    private Prepared statement(String name) {
        Prepared found = prepared.get(name);
        if (found == null) {
            throw SqlException.of("26000", "prepared statement \"" + name + "\" does not exist");
        }
        return found;
    }

    private Portal portal(String name) {
        Portal found = portals.get(name);
        if (found == null) {
            throw SqlException.of("34000", "portal \"" + name + "\" does not exist");
        }
        return found;
    }

    private void send(char type, byte[] body) throws IOException {
        unsynchronized = true;
        session.backend().send(type, body);
        session.backend().send('H', new byte[0]);
    }

    private void request(char type, byte[] body, char expected, Rewritten text) throws IOException {
        send(type, body);
        Backend.Message answer = receive(text);
        if (answer.type() != expected) {
            throw new IOException("PostgreSQL answered " + answer.type() + " to " + type);
        }
    }

    private Backend.Message receive(Rewritten text) throws IOException {
        while (true) {
            Backend.Message message = session.backend().receive();
            if (message.type() == 'E') {
                throw BackendErrors.translate(Backend.error(message), text == null ? at -> at : text::original);
            }
            if (message.type() != 'N' && message.type() != 'S') {
                return message;
            }
        }
    }

    private void synchronizePostgres() throws IOException {
        if (unsynchronized) {
            unsynchronized = false;
            session.backend().send('S', new byte[0]);
            Backend.Message message = session.backend().receive();
            while (message.type() != 'Z') {
                message = session.backend().receive();
            }
        }
    }
}
