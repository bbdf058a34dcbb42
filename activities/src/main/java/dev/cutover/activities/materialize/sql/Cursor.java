package dev.cutover.activities.materialize.sql;

import java.util.ArrayList;
import java.util.List;

/** A place among a statement's tokens. */
final class Cursor {
    private final List<Token> tokens;
    private int index;

    Cursor(List<Token> tokens, int index) {
        this.tokens = tokens;
        this.index = index;
    }

    int index() {
        return index;
    }

    boolean atEnd() {
        return index >= tokens.size();
    }

    /** The token at this distance from here; null outside of the statement. */
    Token peek(int distance) {
        int at = index + distance;
        return at >= 0 && at < tokens.size() ? tokens.get(at) : null;
    }

    Token next() {
        return tokens.get(index++);
    }

    void skip() {
        index++;
    }

    boolean isWord(String keyword) {
        return isWordAt(0, keyword);
    }

    boolean isWordAt(int distance, String keyword) {
        Token token = peek(distance);
        return token != null && token.isWord(keyword);
    }

    boolean isSymbol(char symbol) {
        return isSymbolAt(0, symbol);
    }

    boolean isSymbolAt(int distance, char symbol) {
        Token token = peek(distance);
        return token != null && token.isSymbol(symbol);
    }

    boolean isIdentifierAt(int distance) {
        Token token = peek(distance);
        return token != null && token.isIdentifier();
    }

    /** Steps over these keywords when all of them follow. */
    boolean accept(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!isWordAt(i, keywords[i])) {
                return false;
            }
        }
        index += keywords.length;
        return true;
    }

    /** Reads a name, or throws at what stands in its place. */
    NameChain name(String what) throws SqlTextException {
        if (!isIdentifierAt(0)) {
            throw problem(what + " was expected here");
        }
        return chain();
    }

    /** Reads identifiers joined by dots; the cursor must be at an identifier. */
    NameChain chain() {
        List<Token> parts = new ArrayList<>();
        parts.add(next());
        while (isSymbol('.') && isIdentifierAt(1)) {
            skip();
            parts.add(next());
        }
        return new NameChain(parts);
    }

    /** Steps over a bracket and everything up to its partner. */
    void skipBrackets() {
        int depth = 0;
        while (!atEnd()) {
            Token token = next();
            if (token.isSymbol('(') || token.isSymbol('[') || token.isSymbol('{')) {
                depth++;
            } else if (token.isSymbol(')') || token.isSymbol(']') || token.isSymbol('}')) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    SqlTextException problem(String expectation) {
        Token here = peek(0);
        if (here != null) {
            return new SqlTextException(here, expectation + ", not " + here.text() + ".");
        }
        return new SqlTextException(tokens.get(tokens.size() - 1), expectation + ", but the statement ends.");
    }
}
