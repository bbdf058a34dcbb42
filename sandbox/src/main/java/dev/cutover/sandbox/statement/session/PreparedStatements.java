package dev.cutover.sandbox.statement.session;

import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.Lexer;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Command;
import dev.cutover.sandbox.statement.Statement.Execute;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** PREPARE, EXECUTE and DEALLOCATE. What was prepared is text: its names are looked up at every use (FINDINGS 22). */
public final class PreparedStatements {
    private PreparedStatements() {}

    /** PREPARE name [(types)] AS statement. */
    public static Statement prepare(TokenReader reader, Function<String, List<Statement>> parser) {
        reader.expect("prepare");
        String name = reader.identifier();
        List<String> types = reader.peek().isSymbol("(") ? arguments(reader) : List.of();
        reader.expect("as");
        String sql = text(reader.sql(), reader.rest());
        Statement inner = parser.apply(sql).get(0);
        return new Command(Rule.FREE, session -> {
            if (session.prepared().containsKey(name)) {
                throw SqlException.of("42P05", "prepared statement \"" + name + "\" already exists");
            }
            if (inner instanceof Statement.Query query) {
                query.translation().translate(session);
            }
            session.prepared().put(name, new Prepared(sql, types));
            return "PREPARE";
        });
    }

    /** What PREPARE has kept: the statement, and the types that were declared for its parameters. */
    public record Prepared(String sql, List<String> types) {}

    /** EXECUTE name [(values)]. */
    public static Statement execute(TokenReader reader) {
        reader.expect("execute");
        String name = reader.identifier();
        return new Execute(name, reader.peek().isSymbol("(") ? arguments(reader) : List.of());
    }

    /** The statement that an EXECUTE stands for at this moment. */
    public static Statement expand(Execute execute, Session session, Function<String, List<Statement>> parser) {
        Prepared prepared = session.prepared().get(execute.name());
        if (prepared == null) {
            throw unknown(execute.name());
        }
        StringBuilder sql = new StringBuilder();
        int copied = 0;
        for (Token token : Lexer.tokens(prepared.sql())) {
            if (token.text().matches("\\$\\d+") && token.kind() != Token.Kind.STRING) {
                int number = Integer.parseInt(token.text().substring(1));
                sql.append(prepared.sql(), copied, token.start()).append(value(prepared, execute, number));
                copied = token.end();
            }
        }
        return parser.apply(sql + prepared.sql().substring(copied)).get(0);
    }

    private static String value(Prepared prepared, Execute execute, int number) {
        if (number > execute.values().size()) {
            throw SqlException.internal("there is no parameter $" + number);
        }
        String value = "(" + execute.values().get(number - 1) + ")";
        return number <= prepared.types().size()
                ? value + "::" + prepared.types().get(number - 1)
                : value;
    }

    /** DEALLOCATE [PREPARE] name, or ALL. */
    public static Statement deallocate(TokenReader reader) {
        reader.expect("deallocate");
        reader.accept("prepare");
        if (reader.accept("all")) {
            return new Command(Rule.FREE, session -> {
                session.prepared().clear();
                return "DEALLOCATE ALL";
            });
        }
        String name = reader.identifier();
        return new Command(Rule.FREE, session -> {
            if (session.prepared().remove(name) == null) {
                throw unknown(name);
            }
            return "DEALLOCATE";
        });
    }

    private static SqlException unknown(String name) {
        return SqlException.of("26000", "prepared statement \"" + name + "\" does not exist");
    }

    /** The texts between a parenthesis, its commas and its end. */
    private static List<String> arguments(TokenReader reader) {
        reader.expectSymbol("(");
        List<String> arguments = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        while (depth > 0 || !reader.peek().isSymbol(")")) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw reader.expected("right parenthesis");
            }
            depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
            depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
            if (depth == 0 && token.isSymbol(",")) {
                arguments.add(text(reader.sql(), current));
                current.clear();
            } else {
                current.add(token);
            }
        }
        reader.expectSymbol(")");
        if (!current.isEmpty()) {
            arguments.add(text(reader.sql(), current));
        }
        return arguments;
    }

    private static String text(String sql, List<Token> tokens) {
        return sql.substring(
                tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }
}
