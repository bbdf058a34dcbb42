package dev.cutover.starter.dbt;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.shop.Sandbox;
import dev.cutover.starter.shop.SqlFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the first version of the shop's dbt project production, as somebody does who has dbt and no Cutover. */
public final class DbtShop {
    /** The project's folder below the examples. */
    public static final String PROJECT = "shop-dbt";

    private static final String FIRST_VERSION = "shop-dbt-before";

    /** What its sink writes: the revenue of each country. */
    public static final String FEED = "shop_revenue";

    /** What its setup says of the broker, for somebody who has one of their own. */
    private static final String USUAL_BROKER = "localhost:9092";

    private static final Duration TIME_TO_RUN = Duration.ofMinutes(3);

    private final Path examples;
    private final DbtVenv dbt;
    private final Sandbox sandbox;
    private final Path folder;

    /**
     * The project.
     *
     * @param examples the folder with the example projects
     * @param dbt what runs it
     * @param sandbox the server
     * @param folder where dbt's own files go
     */
    public DbtShop(Path examples, DbtVenv dbt, Sandbox sandbox, Path folder) {
        this.examples = examples;
        this.dbt = dbt;
        this.sandbox = sandbox;
        this.folder = folder;
    }

    /** The topic that the source reads, with the file that fills it, as the Kafka broker's program takes them. */
    public static String ratings(Path examples) {
        return "shop_ratings=" + examples.resolve(PROJECT).resolve("setup").resolve("ratings.jsonl");
    }

    /**
     * Installs raw data and broker's connection by SQL, and everything else by dbt.
     *
     * @param broker address of the Kafka broker
     * @param cleanup stops dbt when it is interrupted
     */
    public void install(String broker, Cleanup cleanup) {
        SqlFolder.run(examples.resolve("shop-before").resolve("setup"), sandbox);
        SqlFolder.run(examples.resolve(PROJECT).resolve("setup"), sandbox, sql -> sql.replace(USUAL_BROKER, broker));
        Path project = folder.resolve("project");
        copy(examples.resolve(PROJECT), project);
        copy(examples.resolve(FIRST_VERSION), project);
        write(folder.resolve("profiles.yml"), dbt.profiles(sandbox));
        run(project, cleanup);
        SqlFolder.run(examples.resolve("shop-before").resolve("outside"), sandbox);
        SqlFolder.run(examples.resolve(PROJECT).resolve("outside"), sandbox);
    }

    private void run(Path project, Cleanup cleanup) {
        List<String> command = new ArrayList<>(List.of(dbt.program().toString(), "--no-use-colors"));
        command.addAll(List.of("build", "--resource-type", "model", "seed", "--exclude", "refunds", "refund_reasons"));
        command.addAll(List.of("--project-dir", project.toString(), "--profiles-dir", folder.toString()));
        command.addAll(List.of("--target-path", folder.resolve("target").toString()));
        command.addAll(List.of("--log-path", folder.resolve("logs").toString()));
        command.addAll(List.of("--no-send-anonymous-usage-stats", "--no-version-check"));
        ChildProcess process = cleanup.add(ChildProcess.start("dbt", command, Map.of(), folder.resolve("dbt.log")));
        if (Waiting.forEnd(process, TIME_TO_RUN) != 0) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "dbt could not make the shop's first version. Its last lines:\n" + process.tail(30));
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
