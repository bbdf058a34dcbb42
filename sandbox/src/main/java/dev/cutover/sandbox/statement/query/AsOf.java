package dev.cutover.sandbox.statement.query;

import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.wire.SqlException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AS OF at the end of a query. The sandbox keeps no history: now can be asked for, and what was before is gone. */
final class AsOf {
    /** How far back Materialize keeps history when nothing else is said. */
    private static final long KEPT_MILLIS = 1_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private AsOf() {}

    /** The time in milliseconds that a query ends with, if it does. */
    static Optional<Long> time(List<Token> tokens) {
        int last = tokens.size() - 2;
        boolean present = last > 2
                && tokens.get(last).kind() == Token.Kind.NUMBER
                && tokens.get(last - 1).isWord("of")
                && tokens.get(last - 2).isWord("as");
        return present ? Optional.of(Long.valueOf(tokens.get(last).text())) : Optional.empty();
    }

    /** The query without its AS OF. */
    static List<Token> without(List<Token> tokens) {
        List<Token> kept = new ArrayList<>(tokens.subList(0, tokens.size() - 4));
        int end = kept.get(kept.size() - 1).end();
        kept.add(new Token(Token.Kind.END, "", end, end));
        return kept;
    }

    /** Refuses a time that is no longer kept (objects / name_and_syntax_errors). */
    static void requireKept(Rewritten query, long time) {
        long now = System.currentTimeMillis();
        if (query.itemIds().isEmpty() || time >= now - KEPT_MILLIS) {
            return;
        }
        String inputs = String.join(", ", query.itemIds());
        throw SqlException.of("22000", "could not find a valid timestamp for the query")
                .detail("Constraints:\nlower:\n  (Storage inputs: [" + inputs + "]): [" + printed(now - KEPT_MILLIS)
                        + "]\nupper:\n  (Query's AS OF): [" + printed(time) + "]\n");
    }

    private static String printed(long millis) {
        return String.format(
                "%13d (%s)", millis, TIME.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC)));
    }
}
