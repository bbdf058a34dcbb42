package dev.cutover.sandbox.sql;

import java.util.Set;
import java.util.regex.Pattern;

/** Quoting of names and literals. */
public final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
    private static final Set<String> NEEDS_QUOTES = Set.of(
            ("all and any array as asc between by case cast check collate column constraint create cross current current_date"
                            + " current_time current_timestamp default delete desc distinct drop else end except exists explain false"
                            + " fetch for foreign from full group having in inner insert intersect into is join lateral left like"
                            + " limit natural not null offset on only or order outer primary references right select some"
                            + " table then to true union unique update user using values when where window with")
                    .split(" "));

    private Identifiers() {}

    /** The name, in double quotes only where it needs them. */
    public static String quote(String name) {
        return PLAIN.matcher(name).matches() && !NEEDS_QUOTES.contains(name) ? name : always(name);
    }

    /** The name in double quotes. */
    public static String always(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string literal for PostgreSQL; SQL NULL for null. */
    public static String literal(String value) {
        return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    }
}
