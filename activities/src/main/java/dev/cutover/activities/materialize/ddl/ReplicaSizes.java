package dev.cutover.activities.materialize.ddl;

import dev.cutover.activities.materialize.sql.Lexer;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads from the statements that make a cluster how large its replicas are. */
public final class ReplicaSizes {
    private ReplicaSizes() {}

    /** The size of each replica; empty when the statements do not say. */
    public static List<String> of(List<String> statements) {
        List<String> sizes = new ArrayList<>();
        for (String statement : statements) {
            try {
                sizes.addAll(of(statement));
            } catch (SqlTextException e) {
                return List.of();
            }
        }
        return sizes;
    }

    private static List<String> of(String statement) throws SqlTextException {
        List<Token> tokens = Lexer.read(statement);
        List<String> sizes = new ArrayList<>();
        boolean unmanaged = tokens.stream().anyMatch(token -> token.isWord("REPLICAS"));
        String factor = "1";
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord("SIZE")) {
                sizes.add(value(tokens, i + 1));
            } else if (tokens.get(i).isWord("FACTOR")) {
                factor = value(tokens, i + 1);
            }
        }
        if (unmanaged || sizes.size() != 1) {
            return sizes;
        }
        return factor.matches("\\d{1,3}") ? Collections.nCopies(Integer.parseInt(factor), sizes.get(0)) : List.of();
    }

    /** What stands behind an option's name, with or without an equals sign; empty when the statement breaks off. */
    private static String value(List<Token> tokens, int next) {
        int at = next < tokens.size() && tokens.get(next).text().equals("=") ? next + 1 : next;
        return at < tokens.size() ? tokens.get(at).text().replace("'", "") : "";
    }
}
