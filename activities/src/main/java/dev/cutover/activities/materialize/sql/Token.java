package dev.cutover.activities.materialize.sql;

import java.util.Locale;

/**
 * One token of SQL; white space and comments lie between tokens.
 *
 * @param kind what it is
 * @param text exactly as written, with its quotes
 * @param start offset of its first character in the text that was read
 * @param line line from 1
 * @param column column from 1, in code points
 */
public record Token(Kind kind, String text, int start, int line, int column) {
    /** The kinds of token. */
    public enum Kind {
        /** A keyword or an identifier without quotes. */
        WORD,
        /** An identifier in double quotes. */
        QUOTED,
        /** A string of any form: {@code '…'}, {@code E'…'}, {@code X'…'} or dollar-quoted. */
        STRING,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** One of {@code ( ) [ ] { } , ; .}. */
        SYMBOL,
        OPERATOR
    }

    /** Offset after its last character. */
    public int end() {
        return start + text.length();
    }

    /** Whether it is this keyword, in any case and without quotes. */
    public boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** Whether it is this symbol. */
    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** Whether it can stand for a name. */
    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name it stands for: folded to lower case unless quoted. */
    public String identifier() {
        return switch (kind) {
            case WORD -> text.toLowerCase(Locale.ROOT);
            case QUOTED -> text.substring(1, text.length() - 1).replace("\"\"", "\"");
            case STRING, NUMBER, PARAMETER, SYMBOL, OPERATOR ->
                throw new IllegalStateException("Not an identifier: " + text);
        };
    }
}
