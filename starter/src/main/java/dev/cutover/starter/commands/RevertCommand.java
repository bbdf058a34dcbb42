package dev.cutover.starter.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a promotion back. */
@Command(
        name = "revert",
        mixinStandardHelpOptions = true,
        description = "Swaps old production back; possible within the hold.")
public final class RevertCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Sending sending = new Sending();

    @Option(names = "--signal", description = "Send the signal instead of the update; it has no answer.")
    private boolean signal;

    RevertCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return signal
                ? sending.signal(context, "revert", sending.message(context))
                : sending.update(context, "undo", sending.message(context));
    }
}
