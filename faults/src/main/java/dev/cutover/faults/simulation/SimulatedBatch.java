package dev.cutover.faults.simulation;

import dev.cutover.faults.Tally;
import dev.cutover.faults.simulation.Simulation.Made;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Simulates runs with seeds in a row, several at a time: each waits for the server's threads most of its time. */
public final class SimulatedBatch {
    private static final int RUNS_PER_TEMPORAL = 40;
    private static final int MOST_REPEATS = 3;

    private final AtomicLong next;
    private final long end;
    private final Tally tally;

    private SimulatedBatch(long first, int runs, Tally tally) {
        this.next = new AtomicLong(first);
        this.end = first + runs;
        this.tally = tally;
    }

    /** Makes the runs and adds them to a tally. */
    public static void run(long first, int runs, int threads, Tally tally) {
        SimulatedBatch batch = new SimulatedBatch(first, runs, tally);
        List<CompletableFuture<Void>> working = IntStream.range(0, threads)
                .mapToObj(thread -> CompletableFuture.runAsync(batch::work, SimulatedBatch::inBackground))
                .toList();
        working.forEach(CompletableFuture::join);
    }

    private void work() {
        Simulation simulation = null;
        int here = 0;
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            boolean counted = false;
            for (int repeats = 0; !counted; repeats++) {
                if (simulation == null) {
                    simulation = new Simulation();
                    here = 0;
                }
                boolean last = repeats == MOST_REPEATS;
                Made made = simulation.run(seed, tally, last);
                counted = made != Made.HANGS;
                if (!counted) {
                    tally.addRepeat();
                }
                if (made != Made.AND_GOES_ON || ++here == RUNS_PER_TEMPORAL) {
                    abandon(simulation);
                    simulation = null;
                }
            }
        }
        if (simulation != null) {
            abandon(simulation);
        }
    }

    /** Closing one takes long, most of all when it hangs. */
    private static void abandon(Simulation simulation) {
        inBackground(simulation::close);
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "simulation");
        thread.setDaemon(true);
        thread.start();
    }
}
