package dev.cutover.sandbox.catalog;

import java.util.List;

/** The stored text of an item: pieces of SQL between references by id, so that it follows renames and swaps. */
public record Definition(List<Part> parts) {
    /** A definition without text, for items that have none. */
    public static final Definition EMPTY = new Definition(List.of());

    /** Copies the parts. */
    public Definition {
        parts = List.copyOf(parts);
    }

    /** A piece of a definition. */
    public sealed interface Part permits Text, Reference {}

    /** Text in the two forms Materialize prints: {@code plain} in SHOW CREATE, {@code quoted} in the catalog. */
    public record Text(String plain, String quoted) implements Part {}

    /** A reference to an item, or to a cluster when {@code cluster} is set. */
    public record Reference(String id, boolean cluster) implements Part {}

    /** A definition of one piece of text. */
    public static Definition of(String text) {
        return new Definition(List.of(new Text(text, text)));
    }
}
