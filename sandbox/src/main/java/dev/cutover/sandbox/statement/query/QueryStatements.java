package dev.cutover.sandbox.statement.query;

import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.QueryRewriter;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Query;
import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Optional;

/** SELECT, INSERT, UPDATE, DELETE and EXPLAIN: PostgreSQL runs them under the names by which it keeps things. */
public final class QueryStatements {
    private QueryStatements() {}

    /** SELECT, WITH, VALUES, TABLE. */
    public static Statement select(TokenReader reader) {
        if (FaultFunctions.matches(reader)) {
            return FaultFunctions.statement(reader);
        }
        List<Token> tokens = reader.rest();
        refuseLocks(tokens);
        Optional<Long> time = AsOf.time(tokens);
        if (time.isPresent()) {
            List<Token> present = AsOf.without(tokens);
            return new Query(Rule.READ, session -> {
                Rewritten query = QueryRewriter.rewrite(reader.sql(), present, session.names());
                AsOf.requireKept(query, time.get());
                return query;
            });
        }
        return query(Rule.READ, reader.sql(), tokens);
    }

    private static void refuseLocks(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token next = tokens.get(i + 1);
            if (tokens.get(i).isWord("for") && (next.isWord("update") || next.isWord("share"))) {
                throw SqlException.syntax("Expected end of statement, found " + next.found(), next.start() + 1);
            }
        }
    }

    private static Statement query(Rule rule, String sql, List<Token> tokens) {
        return new Query(rule, session -> QueryRewriter.rewrite(sql, tokens, session.names()));
    }

    /** INSERT: of values it fits into a block, of a query that reads it does not. */
    public static Statement insert(TokenReader reader) {
        String display = Display.of(reader);
        List<Token> tokens = reader.rest();
        boolean reads = tokens.stream().anyMatch(token -> token.isWord("from"));
        String sql = reader.sql();
        return new Query(reads ? Rule.OUTSIDE : Rule.WRITE, display, session -> write(session, sql, tokens));
    }

    /** UPDATE and DELETE. */
    public static Statement mutate(TokenReader reader) {
        String display = Display.of(reader);
        List<Token> tokens = reader.rest();
        String sql = reader.sql();
        return new Query(Rule.OUTSIDE, display, session -> write(session, sql, tokens));
    }

    private static Rewritten write(Session session, String sql, List<Token> tokens) {
        Rewritten text = QueryRewriter.rewrite(sql, tokens, session.names());
        requireWritable(session, text.writtenId(), tokens.get(0).isWord("insert") ? "insert into" : "mutate");
        return text;
    }

    /** Refuses to write anything but a table that has no source. */
    static void requireWritable(Session session, String id, String verb) {
        Item target = session.catalog().items().get(id);
        if (target == null) {
            throw SqlException.internal("cannot insert into system table");
        }
        boolean writable = target.kind() == Kind.TABLE && target.detail(Item.SOURCE) == null;
        if (!writable) {
            throw SqlException.internal("cannot " + verb + " " + target.kind().words() + " '"
                    + session.names().full(target) + "'");
        }
    }

    /** EXPLAIN answers PostgreSQL's plan, not Materialize's. */
    public static Statement explain(TokenReader reader) {
        return query(Rule.READ, reader.sql(), reader.rest());
    }
}
