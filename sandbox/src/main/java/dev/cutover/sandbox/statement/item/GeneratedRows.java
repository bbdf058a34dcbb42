package dev.cutover.sandbox.statement.item;

import java.util.List;

/**
 * The rows of load generators as queries over the clock: how far a generator has come follows from when it started, how
 * often it ticks and where it ends, so nothing has to run.
 */
record GeneratedRows(long startMillis, long tickMillis, Long upTo) {
    /** The tables of the AUCTION generator. */
    static final List<String> AUCTION = List.of("accounts", "auctions", "bids", "organizations", "users");

    /** How many ticks have passed, as an expression. */
    String ticks() {
        String passed = "greatest(0, (mz_store.now_ms() - " + startMillis + ") / " + tickMillis + ")";
        return upTo == null ? passed : "least(" + upTo + ", " + passed + ")";
    }

    /** When the last row is there, in milliseconds since the epoch; null for never. */
    Long closesAt() {
        return upTo == null ? null : startMillis + upTo * tickMillis;
    }

    /** The query that gives a table's rows; null when the generator has no such table. */
    String query(String table) {
        String at = "to_timestamp((" + startMillis + " + g.n * " + tickMillis + ") / 1000.0)";
        String series = " FROM generate_series(1::int8, " + ticks() + ") AS g (n)";
        return switch (table) {
            case "counter" -> "SELECT g.n AS counter" + series;
            case "organizations" ->
                "SELECT g.n AS id, 'Organization ' || g.n AS name FROM generate_series(1::int8, 10) AS g (n)";
            case "users" ->
                "SELECT g.n AS id, 1 + g.n % 10 AS org_id, 'User ' || g.n AS name FROM generate_series(1::int8, 100) AS g (n)";
            case "accounts" ->
                "SELECT g.n AS id, g.n AS org_id, 10000 * g.n AS balance FROM generate_series(1::int8, 10) AS g (n)";
            case "auctions" ->
                "SELECT g.n AS id, 1 + g.n % 100 AS seller,"
                        + " (ARRAY['Signed Memorabilia', 'City Bar Crawl', 'Best Pizza in Town', 'Gift Basket'])[1 + g.n % 4] AS item, "
                        + at + " + interval '10 seconds' AS end_time" + series;
            case "bids" ->
                "SELECT 10 * g.n + b.n AS id, 1 + (g.n * 7 + b.n) % 100 AS buyer, g.n AS auction_id,"
                        + " (1 + (g.n * 31 + b.n * 17) % 100)::int4 AS amount, " + at
                        + " + b.n * interval '1 second' AS bid_time"
                        + series + ", generate_series(0::int8, 9) AS b (n)";
            default -> null;
        };
    }
}
