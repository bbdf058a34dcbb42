package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What approving and rejecting have in common: which plan, said by update or by signal. */
final class Deciding {
    @Mixin
    private Sending sending = new Sending();

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "HASH",
            description = "The plan's hash, at least its first 8 characters, as the command status shows it.")
    private String plan;

    @Option(names = "--signal", description = "Send the signal instead of the update; it has no answer.")
    private boolean signal;

    /** Sends the decision, {@code APPROVE} or {@code REJECT}; the signals carry the same words in small letters. */
    int send(Context context, String decision) {
        ObjectNode message = sending.message(context).put("planHash", plan);
        return signal
                ? sending.signal(context, decision.toLowerCase(Locale.ROOT), message)
                : sending.update(context, "decide", message.put("decision", decision));
    }
}
