package dev.cutover.activities.materialize.sql;

import java.util.List;
import java.util.Optional;

/** The query of a view, so that it can be described without the view. */
public final class QueryOf {
    private QueryOf() {}

    /**
     * A query that answers with the columns of a view or materialized view.
     *
     * @param create the statement that makes it, with full names
     * @return empty when it is none
     */
    public static Optional<String> view(String create) {
        try {
            ParsedStatement parsed =
                    StatementParser.parse(SqlStatement.split(create).get(0));
            boolean view = parsed.kind() == StatementKind.CREATE_VIEW
                    || parsed.kind() == StatementKind.CREATE_MATERIALIZED_VIEW;
            List<Token> tokens = parsed.statement().tokens();
            return view && parsed.bodyIndex() < tokens.size()
                    ? Optional.of("SELECT * FROM ("
                            + create.substring(
                                    tokens.get(parsed.bodyIndex()).start(),
                                    parsed.statement().end())
                            + "\n) AS described" + columnNames(create, parsed))
                    : Optional.empty();
        } catch (SqlTextException e) {
            return Optional.empty();
        }
    }

    /** The names in brackets after the view's own. */
    private static String columnNames(String create, ParsedStatement parsed) {
        List<Token> tokens = parsed.statement().tokens();
        int next = tokens.indexOf(parsed.name().parts().get(parsed.name().size() - 1)) + 1;
        if (!tokens.get(next).isSymbol('(')) {
            return "";
        }
        Cursor cursor = new Cursor(tokens, next);
        cursor.skipBrackets();
        return " " + create.substring(tokens.get(next).start(), cursor.peek(-1).end());
    }
}
