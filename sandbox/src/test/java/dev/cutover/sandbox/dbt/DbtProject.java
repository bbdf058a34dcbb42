package dev.cutover.sandbox.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the shop's dbt project, worked on with the real dbt against one server. */
public final class DbtProject implements AutoCloseable {
    private final Path directory;
    private final DbtSession session;

    private DbtProject(Path directory, DbtSession session) {
        this.directory = directory;
        this.session = session;
    }

    /** Copies the project into {@code directory}; its server is the one on {@code port}. */
    public static DbtProject in(Path directory, int port) throws IOException {
        Path origin = original();
        try (Stream<Path> files = Files.walk(origin)) {
            for (Path file : files.toList()) {
                Path copy = directory.resolve(origin.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Map<String, String> variables = Map.of(
                "SANDBOX_PORT", String.valueOf(port),
                "DBT_PROFILES_DIR", directory.toString(),
                "DBT_SEND_ANONYMOUS_USAGE_STATS", "false",
                "DBT_USE_COLORS", "false",
                "DBT_VERSION_CHECK", "false");
        return new DbtProject(directory, DbtSession.start(DbtEnvironment.python(), directory, variables));
    }

    private static Path original() {
        try {
            return Path.of(DbtProject.class.getResource("shop").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs dbt with these arguments; whatever it refuses fails the test with what it said. */
    public String succeeds(String... arguments) {
        Answer answer = session.run(List.of(arguments));
        if (!answer.succeeded()) {
            throw new AssertionError("dbt " + String.join(" ", arguments) + " failed:\n" + answer.text());
        }
        return answer.text();
    }

    /** Runs dbt with these arguments, which it must refuse. */
    public String fails(String... arguments) {
        Answer answer = session.run(List.of(arguments));
        if (answer.succeeded()) {
            throw new AssertionError("dbt " + String.join(" ", arguments) + " succeeded:\n" + answer.text());
        }
        return answer.text();
    }

    /** One of the JSON files that dbt leaves in {@code target}. */
    public JsonNode artifact(String name) throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("target").resolve(name).toFile());
    }

    @Override
    public void close() {
        session.close();
    }
}
