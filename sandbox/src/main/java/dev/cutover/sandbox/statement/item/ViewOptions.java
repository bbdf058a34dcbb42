package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;

/** What stands in the WITH of CREATE MATERIALIZED VIEW. */
final class ViewOptions {
    private final List<String> notNull = new ArrayList<>();
    private final List<String> partitionBy = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private boolean refreshes;
    private boolean refreshesLater;

    private ViewOptions() {}

    /** Options of which none was given. */
    static ViewOptions none() {
        return new ViewOptions();
    }

    /** Reads the list and its parentheses. */
    static ViewOptions read(TokenReader reader) {
        ViewOptions options = new ViewOptions();
        reader.expectSymbol("(");
        do {
            options.option(reader);
        } while (reader.acceptSymbol(","));
        reader.expectSymbol(")");
        return options;
    }

    private void option(TokenReader reader) {
        if (reader.accept("assert not null")) {
            reader.acceptSymbol("=");
            String column = reader.identifier();
            notNull.add(column);
            printed.add("ASSERT NOT NULL = " + Identifiers.quote(column));
        } else if (reader.accept("partition by")) {
            reader.acceptSymbol("=");
            reader.expectSymbol("(");
            do {
                partitionBy.add(reader.identifier());
            } while (reader.acceptSymbol(","));
            reader.expectSymbol(")");
            List<String> columns = partitionBy.stream().map(Identifiers::quote).toList();
            printed.add("PARTITION BY = (" + String.join(", ", columns) + ")");
        } else if (reader.accept("retain history")) {
            reader.acceptSymbol("=");
            reader.expect("for");
            printed.add("RETAIN HISTORY = FOR " + Identifiers.literal(reader.string()));
        } else if (reader.accept("refresh")) {
            reader.acceptSymbol("=");
            refreshes = true;
            printed.add("REFRESH = " + refresh(reader));
        } else {
            throw reader.expected("one of ASSERT or PARTITION or RETAIN or REFRESH");
        }
    }

    private String refresh(TokenReader reader) {
        if (reader.accept("on commit")) {
            return "ON COMMIT";
        }
        refreshesLater = true;
        if (reader.accept("at creation")) {
            return "AT CREATION";
        }
        if (reader.accept("at")) {
            return "AT " + expression(reader);
        }
        if (reader.accept("every")) {
            String every = "EVERY " + Identifiers.literal(reader.string());
            return reader.accept("aligned to") ? every + " ALIGNED TO " + expression(reader) : every;
        }
        throw reader.expected("one of AT, EVERY, or ON COMMIT");
    }

    /** A moment: everything up to the end of this option, as it was written. */
    private static String expression(TokenReader reader) {
        int from = reader.peek().start();
        int to = from;
        int depth = 0;
        while (depth > 0 || !reader.peek().isSymbol(",") && !reader.peek().isSymbol(")")) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw reader.expected("right parenthesis");
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            to = token.end();
        }
        if (to == from) {
            throw reader.expected("an expression");
        }
        return reader.sql().substring(from, to);
    }

    /** Refuses what this server has not switched on. */
    void requireAvailable(Catalog catalog) {
        if (refreshesLater && !catalog.isOn("enable_refresh_every_mvs")) {
            throw SqlException.internal("REFRESH EVERY and REFRESH AT materialized views is not available")
                    .detail("The requested feature (enable_refresh_every_mvs) is in private preview.")
                    .hint("Contact support to discuss enabling the feature in your Materialize region.");
        }
    }

    /** The list that SHOW CREATE prints; how it is refreshed is always part of it. */
    String printed() {
        List<String> all = new ArrayList<>(printed);
        if (!refreshes) {
            all.add("REFRESH = ON COMMIT");
        }
        return String.join(", ", all);
    }

    /** Whether a row with a NULL in some column must fail. */
    boolean asserts() {
        return !notNull.isEmpty();
    }

    /** A select list that fails on a NULL where there must be none; refuses options that name what is not there. */
    String checkedColumns(List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        for (String column : notNull) {
            if (!names.contains(column)) {
                throw SqlException.internal("column \"" + column + "\" in ASSERT NOT NULL option not found");
            }
        }
        requirePrefix(names);
        return String.join(
                ", ",
                names.stream()
                        .map(name -> notNull.contains(name)
                                ? "mz_store.not_null(" + Identifiers.always(name) + ", " + Identifiers.literal(name)
                                        + ") AS " + Identifiers.always(name)
                                : Identifiers.always(name))
                        .toList());
    }

    /** Columns of which some have become not nullable. */
    List<Column> assertedIn(List<Column> columns) {
        return columns.stream()
                .map(column -> notNull.contains(column.name()) ? column.notNullable() : column)
                .toList();
    }

    private void requirePrefix(List<String> names) {
        for (int i = 0; i < partitionBy.size(); i++) {
            String wanted = i < names.size() ? names.get(i) : null;
            if (!partitionBy.get(i).equals(wanted)) {
                throw SqlException.internal(
                        "PARTITION BY columns should be a prefix of the relation's columns (expected " + wanted
                                + " at index " + i + ", got " + partitionBy.get(i) + ")");
            }
        }
    }
}
