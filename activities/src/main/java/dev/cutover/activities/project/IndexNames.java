package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.Token;
import java.util.ArrayList;
import java.util.List;

/** Chooses the name of an index that has none, like Materialize does, so that it can be found again after a restart. */
public final class IndexNames {
    private IndexNames() {}

    /** The name for a nameless index on a relation, free among those that the file has made so far. */
    public static String choose(String relation, ParsedStatement index, List<String> taken) {
        String base = relation + suffix(index);
        String name = base;
        for (int number = 1; taken.contains(name); number++) {
            name = base + number;
        }
        return name;
    }

    private static String suffix(ParsedStatement index) {
        List<Token> tokens = index.statement().tokens();
        int open = index.bodyIndex();
        while (open < tokens.size() && !tokens.get(open).isSymbol('(')) {
            open++;
        }
        if (open == tokens.size() || tokens.get(1).isWord("DEFAULT")) {
            return "_primary_idx";
        }
        List<String> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens.subList(open, tokens.size())) {
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth == 0 || depth == 1 && token.isSymbol(',')) {
                parts.add(word(part));
                part.clear();
            } else if (depth > 1 || !token.isSymbol('(')) {
                part.add(token);
            }
            if (depth == 0) {
                break;
            }
        }
        return "_" + String.join("_", parts) + "_idx";
    }

    /** A column by its name, also behind its relation's; anything else is an expression. */
    private static String word(List<Token> part) {
        for (int i = 0; i < part.size(); i++) {
            Token token = part.get(i);
            if (i % 2 == 0 ? !token.isIdentifier() : !token.isSymbol('.')) {
                return "expr";
            }
        }
        return part.size() % 2 == 0 ? "expr" : part.get(part.size() - 1).identifier();
    }
}
