package dev.cutover.sandbox.sql;

import java.util.ArrayDeque;
import java.util.Deque;

/** Turns {@code LIST[[1, 2], [3]]} into calls that PostgreSQL can make; other brackets stay as they are. */
final class ListBrackets {
    private static final String ELEMENTS = "pg_catalog.jsonb_build_array(";
    private static final String PLAIN = "]";

    private final QueryText text;
    private final Deque<String> closing = new ArrayDeque<>();

    ListBrackets(QueryText text) {
        this.text = text;
    }

    /** Takes the next token when it opens or closes a bracket, and says whether it did. */
    boolean take() {
        Token token = text.token(0);
        boolean inList = !closing.isEmpty() && !closing.peek().equals(PLAIN);
        if (token.isWord("list") && text.token(1).isSymbol("[")) {
            open(inList ? ELEMENTS : "mz_catalog.list(" + ELEMENTS, 2, inList ? ")" : "))");
        } else if (token.isSymbol("[") && inList && startsElement()) {
            open(ELEMENTS, 1, ")");
        } else if (token.isSymbol("[")) {
            closing.push(PLAIN);
            text.keep();
        } else if (token.isSymbol("]") && !closing.isEmpty()) {
            String end = closing.pop();
            if (end.equals(PLAIN)) {
                text.keep();
            } else {
                text.replace(end, 1);
            }
        } else {
            return false;
        }
        return true;
    }

    private void open(String call, int tokens, String end) {
        text.replace(call, tokens);
        closing.push(end);
    }

    private boolean startsElement() {
        return text.previous().isSymbol("[") || text.previous().isSymbol(",");
    }
}
