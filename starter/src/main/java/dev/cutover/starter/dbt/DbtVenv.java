package dev.cutover.starter.dbt;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import dev.cutover.starter.shop.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A virtual environment with dbt-materialize.
 *
 * @param folder where it is
 */
public record DbtVenv(Path folder) {
    /** The variable by which the launcher says where it has installed dbt. */
    private static final String VARIABLE = "CUTOVER_DBT_VENV";

    /** The default schema of a profile: the shop's custom schemas are named after it. */
    private static final String SCHEMA = "shop";

    /** The one that the launcher has prepared. */
    public static DbtVenv require() {
        String folder = System.getenv(VARIABLE);
        if (folder == null || !Files.isExecutable(Path.of(folder, "bin", "dbt"))) {
            throw new Problem(
                    ExitCode.USAGE,
                    "dbt projects need a virtual environment with dbt-materialize. Run " + Program.name()
                            + ", which installs it, or set " + VARIABLE + " to the folder of one.");
        }
        return new DbtVenv(Path.of(folder));
    }

    /** The program. */
    public Path program() {
        return folder.resolve("bin").resolve("dbt");
    }

    /** What a worker's configuration says of it. */
    public String configuration() {
        return "dbt: [{venv: \"" + folder + "\", schema: " + SCHEMA + "}]";
    }

    /** The text of a {@code profiles.yml} for the shop, as somebody has it who runs dbt by hand. */
    String profiles(Sandbox sandbox) {
        return """
                shop:
                  target: production
                  outputs:
                    production: {type: materialize, host: %s, port: %d, user: %s, pass: "", database: materialize, schema: %s, threads: 4}
                """.formatted(sandbox.host(), sandbox.port(), Sandbox.DEPLOYER, SCHEMA);
    }
}
