package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.signing.PrivateKeyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Option(
            names = "--evidence",
            paramLabel = "DIGEST",
            description =
                    "The digest of the evidence that was read, at least its first 8 characters; once evidence is worse than that, the decision does not count.")
    private String evidence;

    @Option(
            names = "--override",
            paramLabel = "CHECK",
            description = "A failing check that you override, if the target's policy lets you; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--break-glass", description = "Lift a freeze, if the target's policy lets you; needs --reason.")
    private boolean breakGlass;

    @Option(
            names = "--sign-with",
            paramLabel = "FILE",
            description = "Sign the decision with this Ed25519 private key (PKCS#8, PEM).")
    private Path key;

    @Option(names = "--signal", description = "Send the signal instead of the update; it has no answer.")
    private boolean signal;

    /** Sends the decision, {@code APPROVE} or {@code REJECT}; the signals carry the same words in small letters. */
    int send(Context context, String decision) {
        ObjectNode message = message(context);
        ObjectNode sent = key == null
                ? message
                : sending.prepared(
                        context,
                        (client, id) -> new Signing(PrivateKeyFile.read(key)).signed(client, id, decision, message));
        return signal
                ? sending.signal(context, decision.toLowerCase(Locale.ROOT), sent)
                : sending.update(context, "decide", sent.put("decision", decision));
    }

    private ObjectNode message(Context context) {
        ObjectNode message = sending.message(context).put("planHash", plan);
        if (evidence != null) {
            message.put("evidenceDigest", evidence);
        }
        if (!overrides.isEmpty()) {
            overrides.forEach(message.putArray("overrides")::add);
        }
        if (breakGlass) {
            message.put("breakGlass", true);
        }
        return message;
    }
}
