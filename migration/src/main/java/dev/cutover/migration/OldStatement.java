package dev.cutover.migration;

import dev.cutover.migration.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of a {@code CREATE SOURCE} or {@code CREATE SINK} that dbt-materialize writes by itself since 1.7.6.
 *
 * @param kind {@code source} or {@code sink}
 * @param clause the pieces of it, comments and space between them left out
 * @param cluster the pieces that name the cluster; empty without {@code IN CLUSTER}
 * @param rest what remains, from {@code FROM} on
 */
record OldStatement(String kind, List<Piece> clause, List<Piece> cluster, List<Nested> rest) {
    private static final Set<String> DATABASE = Set.of("this.database");
    private static final Set<String> SCHEMA = Set.of("this.schema");
    private static final Set<String> NAME = Set.of("this.identifier", "this.name", "this.table");

    /**
     * Reads the statement.
     *
     * @param code the model's code from the word CREATE on
     * @throws NotCertain when it is not of the form that can be taken apart
     */
    static OldStatement read(List<Nested> code) throws NotCertain {
        return new Reader(code).read();
    }

    private static final class Reader {
        private final List<Nested> code;
        private int position = 1;

        Reader(List<Nested> code) {
            this.code = code;
        }

        OldStatement read() throws NotCertain {
            String kind = kind();
            if (take("if") && !(take("not") && take("exists"))) {
                throw at("This is no statement of Materialize.");
            }
            requireThis(kind);
            List<Piece> cluster = take("in") ? cluster() : List.of();
            if (!next("from")) {
                throw at(notFrom(kind));
            }
            List<Piece> clause =
                    code.subList(0, position).stream().map(Nested::piece).toList();
            return new OldStatement(kind, clause, cluster, code.subList(position, code.size()));
        }

        private String kind() throws NotCertain {
            for (String kind : List.of("source", "sink")) {
                if (take(kind)) {
                    return kind;
                }
            }
            if (next("table")) {
                throw at("Since dbt-materialize 1.7.6 a source or sink cannot create something else. A table of a"
                        + " source has the materialization source_table, with a body that begins with FROM"
                        + " SOURCE.");
            }
            throw at("Since dbt-materialize 1.7.6 a source or sink cannot run any other statement. Run this one in a"
                    + " pre_hook, or outside of dbt.");
        }

        private void requireThis(String kind) throws NotCertain {
            int start = position;
            List<Piece> name = new ArrayList<>();
            while (position < code.size()
                    && !next("in")
                    && !next("from")
                    && !isSymbol('(')
                    && !isSymbol(';')
                    && !next("as")
                    && !next("with")) {
                if (code.get(position).isTag()) {
                    throw at("What Jinja does inside the statement's first clause cannot be moved. Take the clause"
                            + " away, name the cluster in config(cluster=...), and leave the rest from FROM on.");
                }
                name.add(code.get(position++).piece());
            }
            if (!isThis(name)) {
                position = start;
                String written = name.stream().map(Piece::text).collect(Collectors.joining());
                throw at(
                        written.isEmpty()
                                ? "The " + kind
                                        + " has no name, and dbt-materialize gives it the model's now. Take everything"
                                        + " before FROM away, and name the cluster in config(cluster=...)."
                                : "It is named " + written
                                        + ", and dbt-materialize names it like the model now. Where that is the same,"
                                        + " write {{ this }} for it and run cutover migrate again; where it is not,"
                                        + " name the model by config(alias=..., schema=...) first.");
            }
        }

        private static boolean isThis(List<Piece> name) {
            if (name.size() == 1) {
                return name.get(0).kind() == Kind.EXPRESSION
                        && name.get(0).inside().equals("this");
            }
            return name.size() == 5
                    && says(name.get(0), DATABASE)
                    && name.get(1).isSymbol('.')
                    && says(name.get(2), SCHEMA)
                    && name.get(3).isSymbol('.')
                    && says(name.get(4), NAME);
        }

        private static boolean says(Piece piece, Set<String> attributes) {
            String text = piece.text();
            boolean quoted = piece.kind() == Kind.QUOTED && text.startsWith("\"{{") && text.endsWith("}}\"");
            String expression = quoted ? text.substring(1, text.length() - 1) : text;
            return (quoted || piece.kind() == Kind.EXPRESSION)
                    && attributes.contains(new Piece(Kind.EXPRESSION, 0, expression).inside());
        }

        private List<Piece> cluster() throws NotCertain {
            if (!take("cluster")) {
                throw at("This is no statement of Materialize.");
            }
            List<Piece> cluster = new ArrayList<>();
            while (position < code.size()
                    && !next("from")
                    && !code.get(position).isTag()) {
                Piece piece = code.get(position++).piece();
                if (!cluster.isEmpty() && cluster.get(cluster.size() - 1).end() != piece.start()) {
                    throw at("The name of the cluster cannot be read.");
                }
                cluster.add(piece);
            }
            return cluster;
        }

        private String notFrom(String kind) {
            if (isSymbol('(')) {
                return "The list of columns has to stand before IN CLUSTER, where dbt-materialize has no place for it"
                        + " now. Name the columns in a view over the source, and take everything before FROM away.";
            }
            if (position < code.size() && code.get(position).isTag()) {
                return "What Jinja decides inside the statement's first clause cannot be moved. Say it in"
                        + " config(cluster=... if ... else ...), and take everything before FROM away.";
            }
            return "What follows the name of the " + kind + " is not FROM: this is no statement of Materialize.";
        }

        private boolean next(String word) {
            return position < code.size() && code.get(position).piece().is(word);
        }

        private boolean take(String word) {
            boolean found = next(word);
            position += found ? 1 : 0;
            return found;
        }

        private boolean isSymbol(char symbol) {
            return position < code.size() && code.get(position).piece().isSymbol(symbol);
        }

        private NotCertain at(String what) {
            return new NotCertain(
                    code.get(Math.min(position, code.size() - 1)).piece().start(), what);
        }
    }
}
