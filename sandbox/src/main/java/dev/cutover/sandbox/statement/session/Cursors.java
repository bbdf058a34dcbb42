package dev.cutover.sandbox.statement.session;

import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.session.QueryGate;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.session.SubscribeCursor;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QueryRewriter;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Command;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DECLARE, FETCH and CLOSE. */
final class Cursors {
    /** A FETCH from a SUBSCRIBE that names no timeout waits for the first row. */
    private static final long FOR_EVER = -1;

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m)?");

    private Cursors() {}

    static Statement declare(TokenReader reader) {
        reader.expect("declare");
        String name = reader.identifier();
        reader.expect("cursor");
        if (!reader.accept("without hold")) {
            reader.accept("with hold");
        }
        reader.expect("for");
        if (reader.peek().isWord("subscribe")) {
            SubscribeRequest request = SubscribeRequest.parse(reader);
            return new Command(Rule.READ, session -> {
                requireBlock(session);
                session.cursors().put(name, request.open(session));
                return "DECLARE CURSOR";
            });
        }
        String sql = reader.sql();
        List<Token> tokens = reader.rest();
        return new Command(Rule.READ, session -> {
            requireBlock(session);
            Rewritten query = QueryRewriter.rewrite(sql, tokens, session.names());
            QueryGate.pass(session, query, true);
            session.synchronizeBackend();
            session.beginBackend(false);
            run(session, "DECLARE " + Identifiers.always(name) + " CURSOR FOR " + query.sql(), query);
            session.queryCursors().add(name);
            return "DECLARE CURSOR";
        });
    }

    private static void requireBlock(Session session) {
        if (!session.inBlock()) {
            throw SqlException.of("25P01", "DECLARE CURSOR can only be used in transaction blocks");
        }
    }

    private static List<List<String>> run(Session session, String sql, Rewritten query) throws IOException {
        try {
            return session.backend().run(sql);
        } catch (BackendException e) {
            throw BackendErrors.translate(e, query::original);
        }
    }

    static Statement fetch(TokenReader reader) {
        reader.expect("fetch");
        reader.accept("forward");
        int limit = Integer.MAX_VALUE;
        if (reader.peek().kind() == Token.Kind.NUMBER) {
            limit = Integer.parseInt(reader.next().text());
        } else if (!reader.accept("all")) {
            limit = 1;
        }
        reader.accept("from");
        String name = reader.identifier();
        long timeout = FOR_EVER;
        if (reader.accept("with")) {
            reader.expectSymbol("(");
            reader.expect("timeout");
            reader.acceptSymbol("=");
            timeout = millis(reader.next().text());
            reader.expectSymbol(")");
        }
        return new Statement.Fetch(name, limit, timeout);
    }

    private static long millis(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw SqlException.internal("invalid TIMEOUT: invalid interval " + text);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return Long.parseLong(matcher.group(1)) * (unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000);
    }

    static Statement close(TokenReader reader) {
        reader.expect("close");
        String name = reader.identifier();
        return new Command(Rule.FREE, session -> {
            SubscribeCursor subscription = session.cursors().remove(name);
            if (subscription != null) {
                subscription.close();
            } else if (session.queryCursors().remove(name)) {
                session.backend().run("CLOSE " + Identifiers.always(name));
            } else {
                throw SqlException.of("34000", "cursor \"" + name + "\" does not exist");
            }
            return "CLOSE CURSOR";
        });
    }
}
