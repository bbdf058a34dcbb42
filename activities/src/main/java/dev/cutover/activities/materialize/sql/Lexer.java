package dev.cutover.activities.materialize.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens by Materialize's rules. */
public final class Lexer {
    private static final String SYMBOLS = "()[]{},;.";
    private static final String OPERATORS = "+-*/%^<>=~!@#&|`?:";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * Cuts a text into its tokens.
     *
     * @throws SqlTextException when a string, comment or quoted name is never closed, or a character has no meaning in SQL
     */
    public static List<Token> read(String text) throws SqlTextException {
        Lexer lexer = new Lexer(text);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() throws SqlTextException {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (Character.isWhitespace(c)) {
                advance(1);
            } else if (text.startsWith("--", position)) {
                skipLineComment();
            } else if (text.startsWith("/*", position)) {
                skipBlockComment();
            } else {
                readToken(c);
            }
        }
    }

    private void readToken(char c) throws SqlTextException {
        if (c == '\'') {
            add(Token.Kind.STRING, endOfString(position, false));
        } else if (isEscapeString(c)) {
            add(Token.Kind.STRING, endOfString(position + 1, c == 'e' || c == 'E'));
        } else if (c == '"') {
            readQuoted();
        } else if (c == '$') {
            readDollar();
        } else if (isDigit(c) || c == '.' && isDigit(at(position + 1))) {
            add(Token.Kind.NUMBER, endOfNumber());
        } else if (isNameStart(c)) {
            int end = position;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            add(Token.Kind.WORD, end);
        } else if (SYMBOLS.indexOf(c) >= 0) {
            add(Token.Kind.SYMBOL, position + 1);
        } else if (OPERATORS.indexOf(c) >= 0) {
            add(Token.Kind.OPERATOR, endOfOperator());
        } else {
            throw problem("The character '" + c + "' has no meaning in SQL.");
        }
    }

    private boolean isEscapeString(char c) {
        return "eExX".indexOf(c) >= 0 && at(position + 1) == '\'';
    }

    private int endOfString(int quote, boolean escapes) throws SqlTextException {
        int end = quote + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (escapes && c == '\\') {
                end += 2;
            } else if (c == '\'' && at(end + 1) == '\'') {
                end += 2;
            } else if (c == '\'') {
                return end + 1;
            } else {
                end++;
            }
        }
        throw problem("This string is never closed.");
    }

    private void readQuoted() throws SqlTextException {
        int end = position + 1;
        while (end < text.length()) {
            if (text.charAt(end) != '"') {
                end++;
            } else if (at(end + 1) == '"') {
                end += 2;
            } else if (end == position + 1) {
                throw problem("A quoted name may not be empty.");
            } else {
                add(Token.Kind.QUOTED, end + 1);
                return;
            }
        }
        throw problem("This quoted name is never closed.");
    }

    private void readDollar() throws SqlTextException {
        int end = position + 1;
        if (isDigit(at(end))) {
            while (isDigit(at(end))) {
                end++;
            }
            add(Token.Kind.PARAMETER, end);
            return;
        }
        while (end < text.length() && text.charAt(end) != '$' && isNamePart(text.charAt(end))) {
            end++;
        }
        if (at(end) != '$') {
            throw problem(
                    "The character '$' has no meaning here: it begins a parameter such as $1 or a quote such as $$.");
        }
        String quote = text.substring(position, end + 1);
        int close = text.indexOf(quote, end + 1);
        if (close < 0) {
            throw problem("This dollar-quoted string is never closed with " + quote + ".");
        }
        add(Token.Kind.STRING, close + quote.length());
    }

    private int endOfNumber() {
        int end = position;
        while (isDigit(at(end))) {
            end++;
        }
        if (at(end) == '.') {
            end++;
            while (isDigit(at(end))) {
                end++;
            }
        }
        if (at(end) == 'e' || at(end) == 'E') {
            int exponent = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
            if (isDigit(at(exponent))) {
                end = exponent;
                while (isDigit(at(end))) {
                    end++;
                }
            }
        }
        return end;
    }

    private int endOfOperator() {
        int end = position + 1;
        // A lone asterisk stays alone, so that "t.*::text" and "count(*)" read the same whatever follows.
        while (end < text.length()
                && OPERATORS.indexOf(text.charAt(end)) >= 0
                && !text.startsWith("--", end)
                && !text.startsWith("/*", end)
                && text.charAt(position) != '*') {
            end++;
        }
        return end;
    }

    private void skipLineComment() {
        int end = text.indexOf('\n', position);
        advance((end < 0 ? text.length() : end) - position);
    }

    private void skipBlockComment() throws SqlTextException {
        int depth = 0;
        int end = position;
        while (end < text.length()) {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
            if (depth == 0) {
                advance(end - position);
                return;
            }
        }
        throw problem("This comment is never closed.");
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(position, end), position, line, column()));
        advance(end - position);
    }

    private void advance(int characters) {
        for (int i = 0; i < characters; i++) {
            if (text.charAt(position) == '\n') {
                line++;
                lineStart = position + 1;
            }
            position++;
        }
    }

    private int column() {
        return text.codePointCount(lineStart, position) + 1;
    }

    private SqlTextException problem(String message) {
        return new SqlTextException(line, column(), message);
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
