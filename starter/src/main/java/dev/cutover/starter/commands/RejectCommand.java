package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rejects the plan that was looked at. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = "Rejects the plan that a deployment shows; production stays as it is.")
public final class RejectCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private Sending sending = new Sending();

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "HASH",
            description = "The plan's hash, at least its first 8 characters, as cutover status shows it.")
    private String plan;

    @Option(names = "--signal", description = "Send the signal instead of the update; it has no answer.")
    private boolean signal;

    RejectCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ObjectNode message = sending.message(context).put("planHash", plan);
        return signal
                ? sending.signal(context, "reject", message)
                : sending.update(context, "decide", message.put("decision", "REJECT"));
    }
}
