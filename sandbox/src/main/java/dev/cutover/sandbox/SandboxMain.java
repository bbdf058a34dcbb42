package dev.cutover.sandbox;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a sandbox until it is told to stop. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "A stand-in for Materialize that any PostgreSQL client can connect to, on this machine only.")
public final class SandboxMain implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "6875", description = "TCP port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--instant", description = "Objects are hydrated at once. Without it that takes 300 to 1500 ms.")
    private boolean instant;

    @Option(
            names = "--system-parameter-default",
            paramLabel = "NAME=VALUE",
            split = ";",
            defaultValue = "${env:MZ_SYSTEM_PARAMETER_DEFAULT}",
            description =
                    "A setting of the system from the start, such as a feature that is off by default. Several are"
                            + " separated by semicolons. Without it MZ_SYSTEM_PARAMETER_DEFAULT of the environment counts, as it"
                            + " does for Materialize.")
    private Map<String, String> systemParameters = Map.of();

    /** Starts from the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SandboxMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        SandboxOptions options = instant ? SandboxOptions.instant() : SandboxOptions.defaults();
        for (Map.Entry<String, String> parameter : systemParameters.entrySet()) {
            options = options.withSystemParameter(parameter.getKey(), parameter.getValue());
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try (Sandbox sandbox = Sandbox.start(options.onPort(port))) {
            Thread hook = new Thread(() -> close(sandbox), "sandbox-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            System.out.println("ready postgresql://materialize@127.0.0.1:" + sandbox.port() + "/materialize");
            stopped.await();
        }
        return 0;
    }

    private static void close(Sandbox sandbox) {
        try {
            sandbox.close();
        } catch (java.io.IOException e) {
            System.err.println("could not stop everything: " + e.getMessage());
        }
    }
}
