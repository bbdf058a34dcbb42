package dev.cutover.starter.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rejects the plan that was looked at. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = "Rejects the plan that a deployment shows; production stays as it is.")
public final class RejectCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Deciding deciding = new Deciding();

    RejectCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return deciding.send(context, "REJECT");
    }
}
