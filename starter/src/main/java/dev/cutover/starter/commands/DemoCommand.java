package dev.cutover.starter.commands;

import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.demo.Demo;
import dev.cutover.starter.demo.Scenario;
import dev.cutover.starter.processes.Cleanup;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a whole deployment. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Shows a whole deployment on this machine: the shop's first version becomes production, readers read"
                        + " it, and the next version replaces it while they read. Asks for the decision unless an option gives it."
                        + " Uses free ports and leaves nothing behind.")
public final class DemoCommand implements Callable<Integer> {
    private final Context context;

    @ArgGroup
    private Choice choice = new Choice();

    @Option(
            names = "--dbt",
            description =
                    "Deploy the shop as a dbt project with the real dbt-materialize, with a Kafka source and sink. The"
                            + " launcher installs dbt the first time.")
    private boolean dbt;

    DemoCommand(Context context) {
        this.context = context;
    }

    /** At most one of these. */
    static final class Choice {
        @Option(names = "--yes", description = "Approve; ends as PROMOTED.")
        private boolean approve;

        @Option(names = "--reject", description = "Reject; ends as REJECTED.")
        private boolean reject;

        @Option(names = "--revert", description = "Approve, and take it back within the hold; ends as REVERTED.")
        private boolean revert;

        @Option(names = "--fail", paramLabel = "hydration", description = "Hydration gets stuck; ends as FAILED.")
        private Failing failing;
    }

    /** What can be made to fail. */
    enum Failing {
        hydration
    }

    @Override
    public Integer call() throws InterruptedException {
        Cleanup cleanup = Cleanup.atExit(System.err);
        try {
            return new Demo(scenario(), dbt ? Optional.of(DbtVenv.require()) : Optional.empty(), context::print)
                    .run(cleanup);
        } catch (RuntimeException e) {
            // After Ctrl-C everything fails because it is being stopped.
            if (cleanup.closing()) {
                cleanup.awaitClosed();
                return 0;
            }
            throw e;
        } finally {
            cleanup.close();
        }
    }

    Scenario scenario() {
        if (choice.approve) {
            return Scenario.APPROVE;
        }
        if (choice.reject) {
            return Scenario.REJECT;
        }
        if (choice.revert) {
            return Scenario.REVERT;
        }
        return choice.failing == null ? Scenario.ASK : Scenario.STUCK_HYDRATION;
    }
}
