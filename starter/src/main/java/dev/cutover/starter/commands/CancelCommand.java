package dev.cutover.starter.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels a deployment. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Cancels a deployment: before the swap what it made is removed, in the hold old production is swapped"
                        + " back. Never terminate a deployment: that removes and swaps nothing.")
public final class CancelCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Sending sending = new Sending();

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return sending.cancel(context);
    }
}
