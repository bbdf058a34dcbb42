package dev.cutover.sandbox.statement.query;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.Lexer;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.QueryRewriter;
import dev.cutover.sandbox.sql.RelationResolver.Relation;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Query;
import dev.cutover.sandbox.statement.session.SubscribeRequest;
import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Set;

/** COPY to STDOUT, of relations, queries and a SUBSCRIBE, and COPY from STDIN; files are out of reach. */
public final class CopyStatements {
    private CopyStatements() {}

    /** COPY. */
    public static Statement copy(TokenReader reader) {
        int start = reader.mark();
        reader.expect("copy");
        if (reader.acceptSymbol("(")) {
            if (reader.peek().isWord("subscribe")) {
                return subscribe(reader);
            }
            reader.backTo(start);
            String sql = reader.sql();
            List<Token> tokens = reader.rest();
            if (tokens.stream().noneMatch(token -> token.isWord("stdout"))) {
                throw onlyStreams();
            }
            return new Query(Rule.READ, session -> QueryRewriter.rewrite(sql, tokens, session.names()));
        }
        QualifiedName relation = reader.name();
        String columns = columns(reader);
        boolean in = reader.accept("from");
        if (!in) {
            reader.expect("to");
        }
        if (!reader.accept(in ? "stdin" : "stdout")) {
            throw onlyStreams();
        }
        String options = text(reader.sql(), reader.rest());
        return in
                ? new Query(Rule.WRITE, session -> into(session, relation, columns, options))
                : new Query(Rule.READ, session -> outOf(session, relation, columns, options));
    }

    private static Statement subscribe(TokenReader reader) {
        SubscribeRequest request = SubscribeRequest.parse(reader);
        reader.expectSymbol(")");
        reader.expect("to");
        if (!reader.accept("stdout")) {
            throw onlyStreams();
        }
        reader.rest();
        return new Statement.Stream(request, true);
    }

    private static SqlException onlyStreams() {
        return SqlException.of("0A000", "the sandbox copies to STDOUT and from STDIN only");
    }

    /** The list of columns in parentheses, as it was written; empty when there is none. */
    private static String columns(TokenReader reader) {
        if (!reader.peek().isSymbol("(")) {
            return "";
        }
        int start = reader.mark();
        reader.next();
        do {
            reader.identifier();
        } while (reader.acceptSymbol(","));
        reader.expectSymbol(")");
        return text(reader.sql(), reader.since(start));
    }

    private static String text(String sql, List<Token> tokens) {
        return sql.substring(
                tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }

    private static Rewritten into(Session session, QualifiedName name, String columns, String options) {
        Relation relation = session.names().resolve(name);
        QueryStatements.requireWritable(session, relation.id(), "insert into");
        String sql = "COPY " + relation.postgresName() + columns + " FROM STDIN " + options;
        return new Rewritten(sql, Set.of(relation.id()), false, relation.id(), Definition.EMPTY, Set.of(), List.of());
    }

    private static Rewritten outOf(Session session, QualifiedName name, String columns, String options) {
        String list = columns.isEmpty() ? "*" : columns.substring(1, columns.length() - 1);
        String select = "SELECT " + list + " FROM " + name.quoted();
        Rewritten query = QueryRewriter.rewrite(select, Lexer.tokens(select), session.names());
        return new Rewritten(
                "COPY (" + query.sql() + ") TO STDOUT " + options,
                query.itemIds(),
                query.readsSystem(),
                null,
                query.definition(),
                query.functions(),
                List.of());
    }
}
