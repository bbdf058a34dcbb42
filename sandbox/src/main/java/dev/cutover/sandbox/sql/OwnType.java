package dev.cutover.sandbox.sql;

import java.util.Optional;

/**
 * A type whose name or literals only Materialize reads: {@code map[text => int]}, {@code int list} and
 * {@code mz_timestamp}. {@code length} says how many tokens its name has.
 */
record OwnType(String name, int length) {
    /** The type whose name starts so many tokens ahead, if it is one of these. */
    static Optional<OwnType> at(QueryText text, int ahead) {
        int end = ahead;
        String name = "";
        if (text.token(end).isWord("map") && text.token(end + 1).isSymbol("[")) {
            name = "map";
            end = closing(text, end + 1, "[", "]") + 1;
        } else if (text.token(end).isIdentifier()) {
            end++;
            while (text.token(end).isSymbol(".") && text.token(end + 1).isIdentifier()) {
                end += 2;
            }
            name = text.token(end - 1).isWord("mz_timestamp") ? "mz_timestamp" : "";
            end += text.token(end).isWord("precision") ? 1 : 0;
            end = text.token(end).isSymbol("(") ? closing(text, end, "(", ")") + 1 : end;
        }
        while (end > ahead && text.token(end).isWord("list")) {
            name = "list";
            end++;
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new OwnType(name, end - ahead));
    }

    /** A literal of this type, whose text is read by a cast of ours; PostgreSQL's own reading of it is never asked. */
    static String asText(String literal) {
        return Identifiers.literal(literal) + "::text";
    }

    /** The type as PostgreSQL knows it: what is inside of a list or a map is not kept. */
    String inPostgres() {
        return "mz_catalog." + name;
    }

    private static int closing(QueryText text, int open, String opens, String closes) {
        int depth = 0;
        for (int i = open; text.token(i).kind() != Token.Kind.END; i++) {
            if (text.token(i).isSymbol(opens)) {
                depth++;
            } else if (text.token(i).isSymbol(closes) && --depth == 0) {
                return i;
            }
        }
        return open;
    }
}
