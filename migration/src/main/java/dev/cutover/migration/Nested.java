package dev.cutover.migration;

import dev.cutover.migration.Piece.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The code of a model, with what Jinja decides about it.
 *
 * @param piece a piece that is neither space nor comment
 * @param depth in how many blocks of Jinja that decide whether, and how often, it stands in the statement
 */
record Nested(Piece piece, int depth) {
    private static final Set<String> DECIDING =
            Set.of("if", "for", "call", "filter", "raw", "with", "autoescape", "block");
    private static final Set<String> KEEPING = Set.of("set", "macro", "test", "materialization", "docs", "snapshot");

    /** All code that may reach the statement, in its order: what macros and variables keep for later is left out. */
    static List<Nested> of(List<Piece> pieces) {
        List<Nested> code = new ArrayList<>();
        Deque<String> blocks = new ArrayDeque<>();
        for (Piece piece : pieces) {
            if (!piece.isCode()) {
                continue;
            }
            String tag = piece.kind() == Kind.TAG ? piece.tagName() : "";
            if (tag.startsWith("end") && !blocks.isEmpty()) {
                blocks.pop();
            }
            if (blocks.stream().noneMatch(KEEPING::contains)) {
                code.add(new Nested(piece, blocks.size() + (tag.equals("raw") ? 1 : 0)));
            }
            boolean opens = DECIDING.contains(tag) && !tag.equals("raw")
                    || KEEPING.contains(tag)
                            && !(tag.equals("set") && piece.inside().contains("="));
            if (opens) {
                blocks.push(tag);
            }
        }
        return code;
    }

    /** Whether it is Jinja that puts nothing in its place. */
    boolean isTag() {
        return piece.kind() == Kind.TAG && !piece.tagName().equals("raw");
    }
}
