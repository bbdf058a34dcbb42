package dev.cutover.starter.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.starter.Program;
import dev.cutover.starter.client.DeploymentClient;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands that say something to a deployment have in common. */
final class Sending {
    @Mixin
    private Which which = new Which();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; default: the user who is logged in.")
    private String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown in the status.")
    private String reason;

    /** The message's common part. */
    ObjectNode message(Context context) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("by", by == null ? context.user() : by);
        if (reason != null) {
            message.put("reason", reason);
        }
        return message;
    }

    /** Makes a message that needs to know what the deployment shows now. */
    ObjectNode prepared(Context context, BiFunction<DeploymentClient, String, ObjectNode> making) {
        try (DeploymentClient client = context.clients().open()) {
            return making.apply(client, which.id());
        }
    }

    /** Sends an update and prints its answer. */
    int update(Context context, String name, JsonNode message) {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            String answer = client.update(id, name, message);
            if (json.wanted()) {
                context.printJson(Map.of("workflowId", id, "answer", answer));
            } else {
                context.print(answer);
            }
            return 0;
        }
    }

    /** Sends a signal, which nobody answers, and says where to look. */
    int signal(Context context, String name, JsonNode message) {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            client.signal(id, name, message);
            if (json.wanted()) {
                context.printJson(Map.of("workflowId", id, "signal", name));
            } else {
                context.print("Sent " + name + " to " + id + ". A signal has no answer; see: " + Program.name()
                        + " status --workflow-id " + id);
            }
            return 0;
        }
    }

    /** Asks for cancellation. */
    int cancel(Context context) {
        String id = which.id();
        try (DeploymentClient client = context.clients().open()) {
            client.cancel(id);
            if (json.wanted()) {
                context.printJson(Map.of("workflowId", id, "cancel", "requested"));
            } else {
                context.print(
                        "Asked " + id + " to cancel. Follow it with: " + Program.name() + " watch --workflow-id " + id);
            }
            return 0;
        }
    }
}
