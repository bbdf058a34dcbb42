package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.catalog.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query on its way from Materialize's text to PostgreSQL's: where reading stands, and what was written so far. */
final class QueryText {
    private final String sql;
    private final List<Token> tokens;
    private final StringBuilder out = new StringBuilder();
    private final DefinitionPrinter printer = new DefinitionPrinter();
    private final List<int[]> offsets = new ArrayList<>();
    private int at;
    private int copied;

    QueryText(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
        copied = tokens.get(0).start();
        offsets.add(new int[] {0, copied});
    }

    /** The text for PostgreSQL, once all tokens were taken. */
    String finished() {
        int end = tokens.get(Math.max(0, at - 1)).end();
        return out + sql.substring(copied, Math.max(copied, end));
    }

    /** The same query in the form that a view keeps. */
    Definition definition() {
        return new Definition(printer.parts());
    }

    DefinitionPrinter printer() {
        return printer;
    }

    List<int[]> offsets() {
        return offsets;
    }

    int at() {
        return at;
    }

    Token first() {
        return tokens.get(0);
    }

    Token token(int ahead) {
        return tokens.get(Math.max(0, Math.min(at + ahead, tokens.size() - 1)));
    }

    Token previous() {
        return at == 0 ? new Token(Token.Kind.END, "", 0, 0) : tokens.get(at - 1);
    }

    /** How many tokens the chain of names and dots that comes now has. */
    int chainLength() {
        int length = 1;
        while (token(length).isSymbol(".") && token(length + 1).isIdentifier()) {
            length += 2;
        }
        return length;
    }

    List<String> chainParts(int length) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < length; i += 2) {
            parts.add(token(i).text());
        }
        return parts;
    }

    /** Takes the next token as it was written. */
    void keep() {
        printer.token(token(0), token(1));
        at++;
    }

    /** Writes something before the next token. */
    void insert(String text) {
        put(text);
        copied = token(0).start();
        offsets.add(new int[] {out.length(), copied});
    }

    /** Writes something; {@link #skip} then passes over what it stands for. */
    void put(String text) {
        out.append(sql, copied, token(0).start()).append(text);
    }

    void skip(int count) {
        at += count;
        copied = tokens.get(at - 1).end();
        offsets.add(new int[] {out.length(), copied});
    }

    /** Writes something in the place of so many tokens; a definition keeps the tokens. */
    void replace(String text, int count) {
        put(text);
        for (int i = 0; i < count; i++) {
            printer.token(token(i), token(i + 1));
        }
        skip(count);
    }

    /** The same for one word, with or without empty parentheses after it. */
    void replaceKeepingParentheses(String text) {
        boolean call = token(1).isSymbol("(") && token(2).isSymbol(")");
        replace(text, call ? 3 : 1);
    }

    /** Materialize also knows short names of types that PostgreSQL does not. */
    void typeName() {
        Token type = token(0);
        Optional<OwnType> own = OwnType.at(this, 0);
        if (own.isPresent()) {
            replace(own.get().inPostgres(), own.get().length());
        } else if (type.isWord("double") && !token(1).isWord("precision")) {
            replace("double precision", 1);
        } else if (type.isWord("string")) {
            replace("text", 1);
        } else if (type.isWord("bytes")) {
            replace("bytea", 1);
        } else if (type.isWord("json")) {
            replace("jsonb", 1);
        }
    }

    /** Whether {@code .*} stands behind the call whose parenthesis is so many tokens ahead; PostgreSQL wants more parentheses then. */
    boolean callIsFollowedByStar(int open) {
        int depth = 0;
        for (int i = open; token(i).kind() != Token.Kind.END; i++) {
            if (token(i).isSymbol("(")) {
                depth++;
            } else if (token(i).isSymbol(")") && --depth == 0) {
                return token(i + 1).isSymbol(".") && token(i + 2).isSymbol("*");
            }
        }
        return false;
    }

    /** Whether this {@code AS} belongs to {@code CAST (x AS type)}: then the tokens up to the parenthesis are a type. */
    boolean inCast() {
        int depth = 0;
        for (int i = at - 1; i > 0; i--) {
            if (tokens.get(i).isSymbol(")")) {
                depth++;
            } else if (tokens.get(i).isSymbol("(") && depth-- == 0) {
                return tokens.get(i - 1).isWord("cast");
            }
        }
        return false;
    }
}
