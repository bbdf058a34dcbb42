package dev.cutover.sandbox.statement.query;

import dev.cutover.sandbox.session.FaultRegistry;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Answer;
import dev.cutover.sandbox.statement.Statement.Output;
import java.util.ArrayList;
import java.util.List;

/** {@code SELECT sandbox.function(arguments)}: faults on demand for any client. */
final class FaultFunctions {
    private FaultFunctions() {}

    static boolean matches(TokenReader reader) {
        return reader.peek().isWord("select")
                && reader.peek(1).isWord("sandbox")
                && reader.peek(2).isSymbol(".")
                && reader.peek(4).isSymbol("(");
    }

    static Statement statement(TokenReader reader) {
        reader.expect("select sandbox");
        reader.expectSymbol(".");
        String function = reader.identifier();
        reader.expectSymbol("(");
        List<String> arguments = new ArrayList<>();
        while (!reader.acceptSymbol(")")) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw reader.expected("right parenthesis");
            }
            arguments.add(token.text());
            if (!reader.peek().isSymbol(")")) {
                if (!reader.acceptSymbol(",")) {
                    throw reader.expected("comma or right parenthesis");
                }
            }
        }
        FaultRegistry.requireKnown(function, arguments);
        return new Answer(
                Rule.FREE,
                List.of(Output.text(function)),
                session -> List.of(List.of(FaultRegistry.apply(session.world(), function, arguments))));
    }
}
