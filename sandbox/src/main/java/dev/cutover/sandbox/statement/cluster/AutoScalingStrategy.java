package dev.cutover.sandbox.statement.cluster;

import dev.cutover.sandbox.sql.TokenReader;

/**
 * The option AUTO SCALING STRATEGY as it was written; {@code hydrationSize} is null for the empty one, which removes the strategy.
 * {@code position} is where it stands, for the refusal of servers that do not know it.
 */
record AutoScalingStrategy(String hydrationSize, String lingerDuration, int position) {
    /** Reads {@code (ON HYDRATION (HYDRATION SIZE = '...' [, LINGER DURATION = '...']))} or {@code ()}. */
    static AutoScalingStrategy read(TokenReader reader, int position) {
        reader.expectSymbol("(");
        if (reader.acceptSymbol(")")) {
            return new AutoScalingStrategy(null, null, position);
        }
        reader.expect("on hydration");
        reader.acceptSymbol("=");
        reader.expectSymbol("(");
        String size = null;
        String linger = null;
        do {
            boolean isSize = reader.accept("hydration size");
            if (!isSize && !reader.accept("linger duration")) {
                throw reader.expected("one of HYDRATION or LINGER");
            }
            reader.acceptSymbol("=");
            if (isSize) {
                size = reader.string();
            } else {
                linger = reader.string();
            }
        } while (reader.acceptSymbol(","));
        reader.expectSymbol(")");
        reader.expectSymbol(")");
        return new AutoScalingStrategy(size, linger, position);
    }
}
