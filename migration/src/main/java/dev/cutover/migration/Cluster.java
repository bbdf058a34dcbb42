package dev.cutover.migration;

import dev.cutover.migration.Piece.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A cluster in the words of {@code config()}, which dbt-materialize writes into its statements without quotes.
 *
 * @param name the name; null when Jinja says it
 * @param expression the Jinja that says it; null with a name
 */
record Cluster(String name, String expression) {
    private static final Pattern SIMPLE = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** What dbt knows when it reads a project, and so means the same in config() as in the body of a model. */
    private static final Pattern KNOWN_EARLY = Pattern.compile(
            "(?s)(var|env_var)\\s*\\(\\s*('[^'\\\\{}]*'|\"[^\"\\\\{}]*\")(\\s*,\\s*('[^'\\\\{}]*'|\"[^\"\\\\{}]*\"))?\\s*\\)"
                    + "|target\\.\\w+");

    /** Words that Materialize takes for a name in quotes only. */
    private static final Set<String> RESERVED =
            Set.of(("and as between case cross distinct else end except exists false fetch from full group having in"
                            + " inner intersect is isnull join left like limit natural not notnull null offset on options or order"
                            + " outer returning right select then true union using when where window with")
                    .split(" "));

    /** The cluster that these pieces name in a statement; empty when config() cannot say it with certainty. */
    static Optional<Cluster> of(List<Piece> pieces) {
        if (pieces.size() == 1) {
            Piece only = pieces.get(0);
            return switch (only.kind()) {
                case WORD -> named(only.text().toLowerCase(Locale.ROOT));
                case QUOTED, STRING ->
                    named(only.text().substring(1, only.text().length() - 1));
                case EXPRESSION ->
                    KNOWN_EARLY.matcher(only.inside()).matches()
                            ? Optional.of(new Cluster(null, only.inside()))
                            : Optional.empty();
                case SPACE, COMMENT, SYMBOL, TAG -> Optional.empty();
            };
        }
        return joined(pieces);
    }

    /** Words and Jinja without space between, such as {@code {{ target.name }}_sources}. */
    private static Optional<Cluster> joined(List<Piece> pieces) {
        StringBuilder expression = new StringBuilder();
        for (Piece piece : pieces) {
            boolean word = piece.kind() == Kind.WORD && piece.text().matches("[A-Za-z0-9_]+");
            boolean early = piece.kind() == Kind.EXPRESSION
                    && KNOWN_EARLY.matcher(piece.inside()).matches();
            if (!word && !early) {
                return Optional.empty();
            }
            expression
                    .append(expression.isEmpty() ? "" : " ~ ")
                    .append(word ? "'" + piece.text() + "'" : piece.inside());
        }
        return pieces.isEmpty() ? Optional.empty() : Optional.of(new Cluster(null, expression.toString()));
    }

    private static Optional<Cluster> named(String name) {
        return SIMPLE.matcher(name).matches() && !RESERVED.contains(name)
                ? Optional.of(new Cluster(name, null))
                : Optional.empty();
    }

    /** Whether a value that stands in config() means this cluster. */
    boolean isSaidBy(String value) {
        return name == null
                ? plain(value).equals(plain(expression))
                : ConfigCall.literal(value)
                        .filter(literal -> literal.equalsIgnoreCase(name) || literal.equals('"' + name + '"'))
                        .isPresent();
    }

    private static String plain(String jinja) {
        return jinja.replaceAll("\\s", "").replace('"', '\'');
    }

    /** The value for config(). */
    String jinja(String quote) {
        return name == null ? expression : quote + name + quote;
    }
}
