package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one statement's tokens from left to right; every refusal is a syntax error in Materialize's words. */
public final class TokenReader {
    private final String sql;
    private final List<Token> tokens;
    private int at;

    /** A reader over tokens of {@code sql}; the last one must be an END token. */
    public TokenReader(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    /** The token that is next. */
    public Token peek() {
        return peek(0);
    }

    /** The token so many places ahead. */
    public Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    /** Takes the next token. */
    public Token next() {
        Token token = peek();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    /** Whether all was read. */
    public boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    /** Takes these words when they come next; all or none. */
    public boolean accept(String words) {
        String[] wanted = words.split(" ");
        for (int i = 0; i < wanted.length; i++) {
            if (!peek(i).isWord(wanted[i])) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    /** Whether these words come next. */
    public boolean sees(String words) {
        int before = at;
        boolean found = accept(words);
        at = before;
        return found;
    }

    /** Takes a symbol when it comes next. */
    public boolean acceptSymbol(String symbol) {
        boolean found = peek().isSymbol(symbol);
        if (found) {
            at++;
        }
        return found;
    }

    /** Takes these words or refuses. */
    public void expect(String words) {
        for (String word : words.split(" ")) {
            if (!accept(word)) {
                throw expected(word.toUpperCase(Locale.ROOT));
            }
        }
    }

    /** Takes a symbol or refuses. */
    public void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw expected(
                    switch (symbol) {
                        case "(" -> "left parenthesis";
                        case ")" -> "right parenthesis";
                        case "=" -> "equals sign";
                        default -> symbol;
                    });
        }
    }

    /** Refuses what is left over. */
    public void expectEnd() {
        if (!atEnd()) {
            throw expected("end of statement");
        }
    }

    /** A name. */
    public String identifier() {
        if (!peek().isIdentifier()) {
            throw expected("identifier");
        }
        return next().text();
    }

    /** A name of one to three parts. */
    public QualifiedName name() {
        List<String> parts = new ArrayList<>(List.of(identifier()));
        while (acceptSymbol(".")) {
            parts.add(identifier());
        }
        return new QualifiedName(parts);
    }

    /** Names separated by commas. */
    public List<QualifiedName> names() {
        List<QualifiedName> names = new ArrayList<>(List.of(name()));
        while (acceptSymbol(",")) {
            names.add(name());
        }
        return names;
    }

    /** A string literal. */
    public String string() {
        if (peek().kind() != Token.Kind.STRING) {
            throw expected("literal string");
        }
        return next().text();
    }

    /** The tokens that are left, closed by the END token; all are taken. */
    public List<Token> rest() {
        List<Token> rest = tokens.subList(at, tokens.size());
        at = tokens.size() - 1;
        return rest;
    }

    /** The tokens from an earlier {@link #mark()} up to here. */
    public List<Token> since(int mark) {
        return tokens.subList(mark, at);
    }

    /** Where the reader is, for {@link #since} and {@link #backTo}. */
    public int mark() {
        return at;
    }

    /** Goes back to an earlier mark. */
    public void backTo(int mark) {
        at = mark;
    }

    /** The text of the whole message, of which this statement is a part. */
    public String sql() {
        return sql;
    }

    /** All tokens of this statement. */
    public List<Token> all() {
        return tokens;
    }

    /** The refusal of what comes next. */
    public SqlException expected(String what) {
        return SqlException.syntax("Expected " + what + ", found " + peek().found(), peek().start() + 1);
    }
}
