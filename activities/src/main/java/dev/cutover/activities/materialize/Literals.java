package dev.cutover.activities.materialize;

import java.util.Collection;
import java.util.stream.Collectors;

/** The one place that turns a value into SQL text, for statements that take no parameters (FINDINGS 12). */
public final class Literals {
    private Literals() {}

    /** A text as a string literal; null as {@code NULL}. */
    public static String quote(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    /** Texts as the list of an {@code IN}, without parentheses; an empty list matches nothing. */
    public static String list(Collection<String> texts) {
        return texts.isEmpty() ? "NULL" : texts.stream().map(Literals::quote).collect(Collectors.joining(", "));
    }
}
