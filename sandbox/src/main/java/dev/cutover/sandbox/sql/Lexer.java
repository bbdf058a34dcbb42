package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.sql.Token.Kind;
import dev.cutover.sandbox.wire.SqlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a message into tokens by PostgreSQL's rules for names, strings, comments and operators. */
public final class Lexer {
    private static final int MAX_IDENTIFIER_BYTES = 255;
    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?:";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    /** All tokens of a message, closed by one END token. */
    public static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (skipBlank()) {
            char c = sql.charAt(at);
            int start = at;
            if (c == '\'') {
                string(start, at, false);
            } else if ((c == 'e' || c == 'E') && peek(1) == '\'') {
                string(start, at + 1, true);
            } else if (c == '"') {
                quoted(start);
            } else if (Character.isLetter(c) || c == '_') {
                word(start);
            } else if (Character.isDigit(c) || c == '.' && Character.isDigit(peek(1))) {
                number(start);
            } else if (c == '$' && Character.isDigit(peek(1))) {
                at++;
                while (Character.isDigit(peek(0))) {
                    at++;
                }
                add(Kind.PARAMETER, sql.substring(start, at), start);
            } else if (c == '$') {
                dollarString(start);
            } else {
                symbol(start, c);
            }
        }
        tokens.add(new Token(Kind.END, "", sql.length(), sql.length()));
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private void add(Kind kind, String text, int start) {
        tokens.add(new Token(kind, text, start, at));
    }

    private boolean skipBlank() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                blockComment();
            } else {
                return true;
            }
        }
        return false;
    }

    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (++at >= sql.length()) {
                throw SqlException.syntax("unterminated multi-line comment", start + 1);
            }
        } while (depth > 0);
    }

    private void string(int start, int quote, boolean escapes) {
        StringBuilder value = new StringBuilder();
        at = quote + 1;
        while (true) {
            if (at >= sql.length()) {
                throw SqlException.syntax("unterminated quoted string", start + 1);
            }
            char c = sql.charAt(at++);
            if (c == '\'') {
                if (peek(0) != '\'') {
                    break;
                }
                at++;
                value.append('\'');
            } else if (escapes && c == '\\' && at < sql.length()) {
                value.append(escaped(sql.charAt(at++)));
            } else {
                value.append(c);
            }
        }
        add(Kind.STRING, value.toString(), start);
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    private void dollarString(int start) {
        int tagEnd = sql.indexOf('$', at + 1);
        String tag = tagEnd < 0 ? null : sql.substring(at, tagEnd + 1);
        int end = tag == null ? -1 : sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw SqlException.syntax("unterminated dollar-quoted string", start + 1);
        }
        at = end + tag.length();
        add(Kind.STRING, sql.substring(tagEnd + 1, end), start);
    }

    private void quoted(int start) {
        StringBuilder name = new StringBuilder();
        at++;
        while (true) {
            if (at >= sql.length()) {
                throw SqlException.syntax("unterminated quoted identifier", start + 1);
            }
            char c = sql.charAt(at++);
            if (c == '"') {
                if (peek(0) != '"') {
                    break;
                }
                at++;
            }
            name.append(c);
        }
        if (name.isEmpty()) {
            throw SqlException.syntax("zero-length delimited identifier", start + 1);
        }
        identifier(Kind.QUOTED, name.toString(), start);
    }

    private void word(int start) {
        while (at < sql.length() && (Character.isLetterOrDigit(peek(0)) || peek(0) == '_' || peek(0) == '$')) {
            at++;
        }
        identifier(Kind.WORD, sql.substring(start, at).toLowerCase(Locale.ROOT), start);
    }

    private void identifier(Kind kind, String name, int start) {
        // schemas / names: the limit counts bytes, not characters.
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_IDENTIFIER_BYTES) {
            throw SqlException.syntax("identifier length exceeds 255 bytes", start + 1);
        }
        add(kind, name, start);
    }

    private void number(int start) {
        while (Character.isDigit(peek(0)) || peek(0) == '.') {
            at++;
        }
        boolean exponent = (peek(0) == 'e' || peek(0) == 'E')
                && (Character.isDigit(peek(1)) || (peek(1) == '-' || peek(1) == '+') && Character.isDigit(peek(2)));
        if (exponent) {
            at += 2;
            while (Character.isDigit(peek(0))) {
                at++;
            }
        }
        add(Kind.NUMBER, sql.substring(start, at), start);
    }

    private void symbol(int start, char c) {
        at++;
        if (c == ':' && peek(0) == ':') {
            at++;
        } else if (OPERATOR.indexOf(c) >= 0 && c != ':') {
            while (OPERATOR.indexOf(peek(0)) >= 0
                    && peek(0) != ':'
                    && !sql.startsWith("--", at)
                    && !sql.startsWith("/*", at)) {
                at++;
            }
            // As in PostgreSQL, a long operator does not end in a sign, so that "a=-1" is read as people mean it.
            while (at - start > 1
                    && "+-".indexOf(sql.charAt(at - 1)) >= 0
                    && !sql.substring(start, at).matches(".*[~!@#%^&|`?].*")) {
                at--;
            }
        }
        add(Kind.SYMBOL, sql.substring(start, at), start);
    }
}
