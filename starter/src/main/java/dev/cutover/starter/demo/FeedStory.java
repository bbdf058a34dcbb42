package dev.cutover.starter.demo;

import dev.cutover.starter.dbt.Feed;
import dev.cutover.starter.dbt.Orders;
import dev.cutover.starter.processes.Waiting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the sink tells its topic in the course of a demonstration: an order is placed now and then, and its message awaited. */
final class FeedStory {
    /** A country without new orders. */
    private static final String UNCHANGED = "IT";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Orders orders;
    private final Feed feed;
    private final int snapshot;
    private final long ratings;
    private final List<Step> steps = new ArrayList<>();

    /**
     * One order.
     *
     * @param when in words
     * @param topic the newest message about its country; null when none came
     * @param production what production answers
     */
    record Step(String when, BigDecimal topic, BigDecimal production) {
        boolean agrees() {
            return topic != null && topic.compareTo(production) == 0;
        }
    }

    /** Begins when the sink has written its first snapshot. */
    FeedStory(Orders orders, Feed feed) {
        this.orders = orders;
        this.feed = feed;
        await(orders.revenue(Orders.COUNTRY));
        this.snapshot = feed.messages().size();
        this.ratings = orders.ratings();
    }

    /** Places an order and waits for what the topic says of it. */
    void order(String when) {
        orders.place();
        BigDecimal production = orders.revenue(Orders.COUNTRY);
        steps.add(new Step(when, await(production), production));
    }

    /** Whether the sink has followed to what has the name in production now. */
    boolean followed() {
        return orders.sinkReadsProduction();
    }

    /** What came of it, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "Sink shop_feeds.revenue_feed: revenue of %s in its topic after an order of %s, and in production",
                Orders.COUNTRY, Orders.AMOUNT));
        steps.forEach(
                step -> lines.add(String.format("  %-22s %10s  %10s", step.when(), step.topic(), step.production())));
        int sent = feed.messages().size() - snapshot;
        lines.add("  " + snapshot + " messages of its first snapshot, " + sent + " of " + orders.placed() + " orders"
                + (sent == orders.placed() ? ": none lost, none doubled" : ""));
        feed.newest(UNCHANGED)
                .map(Feed.Message::revenue)
                .filter(revenue -> revenue.compareTo(orders.revenue(UNCHANGED)) != 0)
                .ifPresent(revenue -> lines.add("  " + UNCHANGED + " still has " + revenue
                        + " there: a sink that is pointed elsewhere sends what changes from then on"));
        lines.add("Source shop_ingest.ratings: " + ratings + " rows before, " + orders.ratings() + " after");
        return lines;
    }

    /** What is not as it should be; empty when all is well. */
    List<String> shortcomings() {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            if (!step.agrees()) {
                lines.add("The order " + step.when() + " did not reach the topic as production has it: " + step.topic()
                        + " instead of " + step.production() + ".");
            }
        }
        int sent = feed.messages().size() - snapshot;
        if (sent != orders.placed()) {
            lines.add("The sink sent " + sent + " messages for " + orders.placed() + " orders.");
        }
        if (orders.ratings() != ratings) {
            lines.add("The source has " + orders.ratings() + " rows instead of " + ratings + ".");
        }
        return lines;
    }

    private BigDecimal await(BigDecimal revenue) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Optional<Feed.Message> newest = feed.newest(Orders.COUNTRY);
        while (Instant.now().isBefore(deadline)
                && newest.filter(message -> message.revenue().compareTo(revenue) == 0)
                        .isEmpty()) {
            Waiting.pause();
            newest = feed.newest(Orders.COUNTRY);
        }
        return newest.map(Feed.Message::revenue).orElse(null);
    }
}
