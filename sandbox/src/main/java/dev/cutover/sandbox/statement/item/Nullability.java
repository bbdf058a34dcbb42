package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.sql.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of a view cannot be NULL, for queries over one relation: columns and sums of columns that are NOT NULL there or that
 * the WHERE clause compares, counts, and literals. Whatever is not understood may be NULL.
 */
final class Nullability {
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>", "!=");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "(", ")");
    private static final Set<String> NOT_UNDERSTOOD =
            Set.of("with", "join", "union", "except", "intersect", "rollup", "cube", "sets", "lateral", "or");
    private static final Set<String> AFTER_WHERE = Set.of("group", "having", "order", "limit", "offset", "options");

    private final List<Token> tokens;
    private final List<Column> inputs;
    private final Set<String> present = new HashSet<>();

    private Nullability(List<Token> tokens, List<Column> inputs) {
        this.tokens = tokens;
        this.inputs = inputs;
        inputs.stream().filter(column -> !column.nullable()).map(Column::name).forEach(present::add);
    }

    /** The columns of a view over {@code query}, which reads one relation with the columns {@code inputs}. */
    static List<Column> of(List<Token> query, List<Column> inputs, List<Column> columns) {
        boolean understood = query.get(0).isWord("select")
                && query.stream().noneMatch(token -> NOT_UNDERSTOOD.contains(token.text()))
                && query.stream().filter(token -> token.isWord("select")).count() == 1;
        return understood ? new Nullability(query, inputs).infer(columns) : columns;
    }

    private List<Column> infer(List<Column> columns) {
        int from = position("from", 0);
        int where = position("where", from);
        readConditions(where + 1);
        List<Boolean> nullable = new ArrayList<>();
        for (List<Token> expression : split(tokens.subList(1, from), ",")) {
            if (expression.size() == 1 && expression.get(0).isSymbol("*")) {
                inputs.forEach(input -> nullable.add(!present.contains(input.name())));
            } else {
                nullable.add(mayBeNull(expression));
            }
        }
        if (nullable.size() != columns.size()) {
            return columns;
        }
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column c = columns.get(i);
            result.add(new Column(
                    c.name(),
                    c.type(),
                    c.typeOid(),
                    c.typeModifier(),
                    c.nullable() && nullable.get(i),
                    c.defaultSql()));
        }
        return result;
    }

    /** Where a word stands outside of parentheses; the end when it does not. */
    private int position(String word, int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).isWord(word)) {
                return i;
            }
        }
        return tokens.size();
    }

    /** A comparison that holds says that its columns are not NULL. */
    private void readConditions(int start) {
        int end = start;
        while (end < tokens.size() && !AFTER_WHERE.contains(tokens.get(end).text())) {
            end++;
        }
        if (start >= end) {
            return;
        }
        for (List<Token> condition : split(tokens.subList(start, end), "and")) {
            boolean compares = condition.stream().anyMatch(token -> COMPARISONS.contains(token.text()));
            boolean plain = condition.stream()
                    .allMatch(token -> token.isIdentifier()
                            || token.kind() == Token.Kind.NUMBER
                            || token.kind() == Token.Kind.STRING
                            || token.kind() == Token.Kind.END
                            || token.isSymbol(".")
                            || COMPARISONS.contains(token.text()));
            if (compares && plain) {
                condition.stream().filter(Token::isIdentifier).map(Token::text).forEach(present::add);
            }
        }
    }

    private boolean mayBeNull(List<Token> expression) {
        int end = expression.size();
        for (int i = 0; i < end; i++) {
            if (expression.get(i).isWord("as")) {
                end = i;
            }
        }
        if (end > 1 && expression.get(0).isWord("count") && expression.get(1).isSymbol("(")) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            Token token = expression.get(i);
            boolean qualifier = i + 1 < end && expression.get(i + 1).isSymbol(".");
            boolean known = token.isIdentifier() && (qualifier || present.contains(token.text()))
                    || token.isSymbol(".")
                    || token.kind() == Token.Kind.NUMBER
                    || token.kind() == Token.Kind.STRING
                    || ARITHMETIC.contains(token.text());
            if (!known) {
                return true;
            }
        }
        return end == 0;
    }

    private static List<List<Token>> split(List<Token> tokens, String separator) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0 && token.text().equals(separator)) {
                parts.add(current);
                current = new ArrayList<>();
            } else {
                current.add(token);
            }
        }
        parts.add(current);
        return parts;
    }
}
