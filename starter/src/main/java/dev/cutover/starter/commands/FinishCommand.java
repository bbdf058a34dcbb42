package dev.cutover.starter.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the hold. */
@Command(
        name = "finish",
        mixinStandardHelpOptions = true,
        description = "Ends the hold now: old production is dropped, and a revert is no longer possible.")
public final class FinishCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Sending sending = new Sending();

    FinishCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return sending.signal(context, "finish", sending.message(context));
    }
}
