package dev.cutover.activities.materialize.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A name as it stands in a statement: identifiers joined by dots.
 *
 * @param parts the identifiers, at least one
 */
public record NameChain(List<Token> parts) {
    public NameChain {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A name has at least one part.");
        }
    }

    /** How many identifiers it has. */
    public int size() {
        return parts.size();
    }

    /** The identifier at this place, folded. */
    public String part(int index) {
        return parts.get(index).identifier();
    }

    /** The last identifier, folded. */
    public String last() {
        return part(size() - 1);
    }

    /** Where it begins. */
    public Token first() {
        return parts.get(0);
    }

    /** The same name without its last identifier, as for the relation of a column. */
    public NameChain withoutLast() {
        return new NameChain(parts.subList(0, size() - 1));
    }

    /** The name for people, folded and joined by dots. */
    @Override
    public String toString() {
        return parts.stream().map(Token::identifier).collect(Collectors.joining("."));
    }
}
