package dev.cutover.sandbox.sql;

import java.util.Locale;

/**
 * One lexical element of a statement. {@code text} is the value: an identifier folded to lower case unless quoted, a string
 * without its quotes, else the characters themselves. {@code start} and {@code end} are offsets in the message.
 */
public record Token(Kind kind, String text, int start, int end) {
    /** What a token is. */
    public enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL,
        END
    }

    /** Whether this is the unquoted word, whatever its case. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word.toLowerCase(Locale.ROOT));
    }

    /** Whether this is the operator or punctuation. */
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether this can be a name. */
    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** How Materialize names this token in "found ..." of a syntax error. */
    public String found() {
        return switch (kind) {
            case WORD ->
                Keywords.isKeyword(text) ? text.toUpperCase(Locale.ROOT) : "identifier " + Identifiers.always(text);
            case QUOTED -> "identifier " + Identifiers.always(text);
            case STRING -> "string literal '" + text.replace("'", "''") + "'";
            case NUMBER -> "number \"" + text + "\"";
            case PARAMETER -> "parameter \"" + text + "\"";
            case END -> "EOF";
            case SYMBOL ->
                switch (text) {
                    case "," -> "comma";
                    case "(" -> "left parenthesis";
                    case ")" -> "right parenthesis";
                    case ";" -> "semicolon";
                    case "." -> "dot";
                    case "[" -> "left square bracket";
                    case "]" -> "right square bracket";
                    case "::" -> "double colon";
                    case "*" -> "star";
                    case "=" -> "equals sign";
                    default -> "operator \"" + text + "\"";
                };
        };
    }
}
