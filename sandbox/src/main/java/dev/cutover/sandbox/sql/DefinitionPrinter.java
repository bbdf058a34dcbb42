package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.catalog.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prints a query as Materialize stores and shows it: keywords in capitals, one blank between tokens, built-in functions and
 * types with their schema, references by id.
 */
public final class DefinitionPrinter {
    private static final Set<String> KEYWORDS = Set.of(
            ("all and any array as asc between by case cast cross date default delete desc distinct else end except"
                            + " exists extract false fetch filter first following for from full group having ilike in inner insert intersect"
                            + " interval into is join last lateral left like limit natural not null nulls offset on only or order outer"
                            + " ordinality over partition preceding range recursive returning right row rows select set some table then"
                            + " timestamp true unbounded union update using values when where with")
                    .split(" "));
    private static final Set<String> BUILT_IN =
            Set.of(("count sum min max avg abs round floor ceil upper lower length substr concat replace now date_trunc"
                            + " generate_series array_agg string_agg jsonb_agg bool_and bool_or stddev variance left right split_part"
                            + " regexp_replace regexp_match to_char to_timestamp mod power sqrt ln exp md5 sha256 row_number rank"
                            + " dense_rank lag lead first_value last_value unnest jsonb_array_elements jsonb_each strpos btrim ltrim rtrim")
                    .split(" "));
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("int4", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("int8", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("text", "text"),
            Map.entry("string", "text"),
            Map.entry("numeric", "numeric"),
            Map.entry("decimal", "numeric"),
            Map.entry("boolean", "bool"),
            Map.entry("bool", "bool"),
            Map.entry("double", "float8"),
            Map.entry("real", "float4"),
            Map.entry("jsonb", "jsonb"),
            Map.entry("date", "date"),
            Map.entry("timestamptz", "timestamptz"),
            Map.entry("timestamp", "timestamp"));

    /** Whether Materialize prints this function with its schema. */
    public static boolean isBuiltIn(String function) {
        return BUILT_IN.contains(function);
    }

    private final List<Definition.Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder quoted = new StringBuilder();
    private Token previous = new Token(Token.Kind.END, "", 0, 0);
    private boolean skipPrecision;

    List<Definition.Part> parts() {
        flush();
        return parts;
    }

    void reference(String id) {
        space(new Token(Token.Kind.QUOTED, "x", 0, 0));
        flush();
        parts.add(new Definition.Reference(id, false));
        previous = new Token(Token.Kind.QUOTED, "x", 0, 0);
    }

    void name(List<String> names) {
        space(new Token(Token.Kind.QUOTED, "x", 0, 0));
        String schema = names.size() > 1 ? "" : "mz_catalog.";
        plain.append(schema).append(new QualifiedName(names).quoted());
        quoted.append(names.size() > 1 ? "" : "\"mz_catalog\".");
        quoted.append(String.join(".", names.stream().map(Identifiers::always).toList()));
        previous = new Token(Token.Kind.QUOTED, "x", 0, 0);
    }

    void token(Token token, Token next) {
        if (skipPrecision && token.isWord("precision")) {
            skipPrecision = false;
            return;
        }
        skipPrecision = false;
        space(token);
        boolean afterDot = previous.isSymbol(".");
        if (token.kind() == Token.Kind.QUOTED) {
            both(Identifiers.quote(token.text()), Identifiers.always(token.text()));
        } else if (token.kind() == Token.Kind.WORD) {
            word(token, next, afterDot);
        } else if (token.kind() == Token.Kind.STRING) {
            String literal = Identifiers.literal(token.text());
            both(literal, literal);
        } else {
            String text = token.kind() == Token.Kind.PARAMETER
                    ? token.text()
                    : token.text().replace("!=", "<>");
            both(text, text);
        }
        previous = token;
    }

    private void word(Token token, Token next, boolean afterDot) {
        String word = token.text();
        boolean type = previous.isSymbol("::") && TYPES.containsKey(word);
        if (type) {
            String name = TYPES.get(word);
            both("pg_catalog." + name, "\"pg_catalog\".\"" + name + "\"");
            skipPrecision = word.equals("double");
        } else if (!afterDot && isKeyword(word, next)) {
            String upper = word.toUpperCase(Locale.ROOT);
            both(upper, upper);
        } else if (!afterDot && next.isSymbol("(") && BUILT_IN.contains(word)) {
            both("pg_catalog." + word, "\"pg_catalog\".\"" + word + "\"");
        } else {
            both(Identifiers.quote(word), Identifiers.always(word));
        }
    }

    private static boolean isKeyword(String word, Token next) {
        return KEYWORDS.contains(word) && !next.isSymbol(".") || word.equals("list") && next.isSymbol("[");
    }

    private void both(String plainText, String quotedText) {
        plain.append(plainText);
        quoted.append(quotedText);
    }

    private void space(Token token) {
        boolean first = plain.isEmpty() && parts.isEmpty();
        boolean call = token.isSymbol("(")
                && (previous.kind() == Token.Kind.QUOTED
                        || previous.kind() == Token.Kind.WORD && !KEYWORDS.contains(previous.text()));
        boolean tight = token.isSymbol(".")
                || token.isSymbol(",")
                || token.isSymbol(")")
                || token.isSymbol("::")
                || token.isSymbol("[") && !previous.isSymbol(",")
                || token.isSymbol("]")
                || call
                || previous.isSymbol(".")
                || previous.isSymbol("(")
                || previous.isSymbol("[")
                || previous.isSymbol("::");
        if (!first && !tight) {
            both(" ", " ");
        }
    }

    private void flush() {
        if (!plain.isEmpty()) {
            parts.add(new Definition.Text(plain.toString(), quoted.toString()));
            plain.setLength(0);
            quoted.setLength(0);
        }
    }
}
