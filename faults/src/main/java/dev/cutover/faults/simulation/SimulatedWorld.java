package dev.cutover.faults.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** Everything of one run. Only the thread that holds the baton touches it, so that a seed gives the same run again. */
final class SimulatedWorld {
    static final String STRANGER = "a stranger";

    final Random random;
    final SimulatedCatalog catalog = new SimulatedCatalog();
    final List<SwapRecord> swaps = new ArrayList<>();
    final List<Attempt> frozen = new ArrayList<>();
    final Map<String, Actor> actors = new LinkedHashMap<>();
    final Semaphore baton = new Semaphore(1, true);
    /** Whether the server ends a block that stands still; without it the fence alone has to do. */
    final boolean blocksEnd;

    /** How far the database's clock is from Temporal's. */
    long databaseAhead;

    private final LongSupplier clock;

    SimulatedWorld(long seed, LongSupplier clock) {
        this.random = new Random(seed);
        this.clock = clock;
        this.blocksEnd = random.nextBoolean();
    }

    /** Makes production for a model. */
    void install(String model) {
        String schema = catalog.create(Names.schema(model), STRANGER);
        String cluster = catalog.create(Names.cluster(model), STRANGER);
        catalog.createItem("orders", schema, cluster, STRANGER);
        catalog.createItem("totals", schema, cluster, STRANGER);
    }

    long now() {
        return clock.getAsLong();
    }

    /** What the database says that the time is. */
    long databaseTime() {
        return now() + databaseAhead;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    Actor actor(String workflowId) {
        return actors.get(workflowId);
    }
}
