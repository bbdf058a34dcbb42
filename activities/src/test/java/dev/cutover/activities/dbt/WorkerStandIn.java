package dev.cutover.activities.dbt;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that runs a program as a worker runs dbt, to be killed or frozen by a test. */
final class WorkerStandIn {
    private WorkerStandIn() {}

    /** Passes on what the program writes. */
    public static void main(String[] command) throws Exception {
        DbtProcess.start(List.of(command), Map.of("PATH", System.getenv("PATH")), Path.of("."))
                .follow(System.out::println);
    }
}
