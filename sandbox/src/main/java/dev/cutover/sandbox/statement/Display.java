package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.sql.Definitions;
import dev.cutover.sandbox.sql.TokenReader;

/** A statement as Materialize prints it in an error: normalised. */
public final class Display {
    private Display() {}

    /** The text of the statement that the reader stands at the beginning of. */
    public static String of(TokenReader reader) {
        return Definitions.normalised(reader.all());
    }
}
