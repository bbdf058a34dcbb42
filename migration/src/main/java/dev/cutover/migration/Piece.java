package dev.cutover.migration;

import java.util.Locale;

/**
 * One piece of a model's text; all pieces together are the text.
 *
 * @param start offset of its first character
 * @param text its characters, as they stand in the file
 */
record Piece(Kind kind, int start, String text) {
    /** What a piece is. Jinja inside a string, a quoted name or a comment belongs to that. */
    enum Kind {
        SPACE,
        /** A comment of SQL or of Jinja. */
        COMMENT,
        /** A key word or a name without quotes. */
        WORD,
        QUOTED,
        STRING,
        /** Any other single character. */
        SYMBOL,
        /** Jinja that puts something in its place, with its double braces. */
        EXPRESSION,
        /** Jinja that does something, with its braces; of {@code raw} the whole block. */
        TAG
    }

    int end() {
        return start + text.length();
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** Whether SQL sees it at all. */
    boolean isCode() {
        return kind != Kind.SPACE && kind != Kind.COMMENT;
    }

    /** What stands between the braces of Jinja, without marks of whitespace control. */
    String inside() {
        return text.substring(2, text.length() - 2)
                .replaceAll("^[-+]|[-+]$", "")
                .strip();
    }

    /** The first word of a tag, such as {@code if}. */
    String tagName() {
        return inside().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
    }
}
