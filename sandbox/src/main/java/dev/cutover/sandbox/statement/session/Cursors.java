package dev.cutover.sandbox.statement.session;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.session.QueryGate;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.session.SubscribeCursor;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.Lexer;
import dev.cutover.sandbox.sql.QueryRewriter;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Command;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DECLARE, FETCH and CLOSE. */
final class Cursors {
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
        boolean subscribe = reader.accept("subscribe");
        if (subscribe) {
            reader.accept("to");
        }
        boolean bare = subscribe && !reader.peek().isSymbol("(");
        String sql = bare ? wholeRelation(reader) : reader.sql();
        List<Token> tokens = bare ? Lexer.tokens(sql) : subscribe ? subscribed(reader) : reader.rest();
        return new Command(Rule.READ, session -> {
            if (!session.inBlock()) {
                throw SqlException.of("25P01", "DECLARE CURSOR can only be used in transaction blocks");
            }
            Rewritten query = QueryRewriter.rewrite(sql, tokens, session.names());
            QueryGate.pass(session, query, true);
            session.synchronizeBackend();
            if (subscribe) {
                Cluster cluster = session.cluster();
                session.cursors()
                        .put(name, new SubscribeCursor(query, columns(session, query), cluster.id(), cluster.name()));
            } else {
                session.beginBackend(false);
                run(session, "DECLARE " + Identifiers.always(name) + " CURSOR FOR " + query.sql(), query);
            }
            return "DECLARE CURSOR";
        });
    }

    private static String wholeRelation(TokenReader reader) {
        String sql = "SELECT * FROM " + reader.name().quoted();
        reader.rest();
        return sql;
    }

    /** The query of a SUBSCRIBE in parentheses. Options after it are accepted and change nothing. */
    private static List<Token> subscribed(TokenReader reader) {
        List<Token> tokens = new ArrayList<>();
        reader.expectSymbol("(");
        int depth = 1;
        while (true) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw reader.expected("right parenthesis");
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                break;
            }
            tokens.add(token);
        }
        Token last = tokens.get(tokens.size() - 1);
        tokens.add(new Token(Token.Kind.END, "", last.end(), last.end()));
        reader.rest();
        return tokens;
    }

    private static List<List<String>> run(Session session, String sql, Rewritten query) throws IOException {
        try {
            return session.backend().run(sql);
        } catch (BackendException e) {
            throw BackendErrors.translate(e, query::original);
        }
    }

    private static List<Output> columns(Session session, Rewritten query) throws IOException {
        List<Output> columns = new ArrayList<>(List.of(new Output("mz_timestamp", 1700), new Output("mz_diff", 20)));
        columns.addAll(session.world().typeOids().describe(session.backend(), query.sql()));
        return columns;
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
        long timeout = 0;
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
            if (session.cursors().remove(name) == null) {
                session.backend().run("CLOSE " + Identifiers.always(name));
            }
            return "CLOSE CURSOR";
        });
    }
}
