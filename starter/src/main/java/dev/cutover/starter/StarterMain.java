package dev.cutover.starter;

import dev.cutover.starter.client.TemporalDeploymentClient;
import dev.cutover.starter.commands.Commands;
import dev.cutover.starter.commands.Context;

/** Entry point of the command line. */
public final class StarterMain {
    private StarterMain() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        Context context =
                new Context(TemporalDeploymentClient::fromEnvironment, System.out, System.getProperty("user.name"));
        System.exit(Commands.of(context, System.err).execute(arguments));
    }
}
