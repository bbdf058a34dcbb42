package dev.cutover.starter.shop;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The SQL files of a folder, run in the order of their names by the role that deploys. */
public final class SqlFolder {
    private SqlFolder() {}

    /** Runs them as they are. */
    public static void run(Path folder, Sandbox sandbox) {
        run(folder, sandbox, UnaryOperator.identity());
    }

    /**
     * Runs them.
     *
     * @param adapt what to make of a file's text before it is run
     */
    public static void run(Path folder, Sandbox sandbox, UnaryOperator<String> adapt) {
        try (Stream<Path> files = Files.list(folder);
                Connection connection = sandbox.connect(Sandbox.DEPLOYER);
                Statement statement = connection.createStatement()) {
            for (Path file : files.filter(name -> name.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                for (String sql : SqlScript.statements(adapt.apply(Files.readString(file)))) {
                    execute(statement, sql, file);
                }
            }
        } catch (IOException | SQLException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The shop cannot be installed: " + e.getMessage(), e);
        }
    }

    private static void execute(Statement statement, String sql, Path file) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "The shop cannot be installed: " + file + ": " + e.getMessage() + "\n"
                            + sql.substring(0, Math.min(200, sql.length())),
                    e);
        }
    }
}
