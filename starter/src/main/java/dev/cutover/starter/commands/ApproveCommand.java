package dev.cutover.starter.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Approves exactly the plan that was looked at (P4). */
@Command(name = "approve", mixinStandardHelpOptions = true, description = "Approves the plan that a deployment shows.")
public final class ApproveCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Deciding deciding = new Deciding();

    ApproveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return deciding.send(context, "APPROVE");
    }
}
