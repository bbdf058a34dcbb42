package dev.cutover.starter.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cutover migrate} prints, changes and ends with. */
class MigrateCommandTest {
    private static final String OLD = """
        {{ config(materialized='sink') }}
        CREATE SINK {{ this }} IN CLUSTER sinks
        FROM {{ ref('orders') }} INTO KAFKA CONNECTION kafka (TOPIC 'caf\u00e9') FORMAT JSON ENVELOPE DEBEZIUM
        """;

    @TempDir
    private Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void createProject() throws IOException {
        Files.writeString(project.resolve("dbt_project.yml"), "name: shop\n");
        Files.createDirectory(project.resolve("models"));
    }

    @Test
    void withoutWriteItPrintsADiffAndChangesNothing() throws IOException {
        Path model = model("feed.sql", OLD);

        assertThat(run()).isEqualTo(ExitCode.WOULD_CHANGE);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            --- a/models/feed.sql
            +++ b/models/feed.sql
            @@ -1,3 +1,2 @@
            -{{ config(materialized='sink') }}
            -CREATE SINK {{ this }} IN CLUSTER sinks
            +{{ config(materialized='sink', cluster='sinks') }}
             FROM {{ ref('orders') }} INTO KAFKA CONNECTION kafka (TOPIC 'caf\u00e9') FORMAT JSON ENVELOPE DEBEZIUM
            """);
        assertThat(remarks())
                .isEqualTo("1 model has to be rewritten. Nothing was changed; type: cutover migrate " + project
                        + " --write\n");
        assertThat(model).hasContent(OLD);
    }

    @Test
    void withWriteItChangesTheFilesOnceAndThenHasNothingToDo() throws IOException {
        Path model = model("feed.sql", OLD);

        assertThat(run("--write")).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(model)).startsWith("{{ config(materialized='sink', cluster='sinks') }}\nFROM");
        assertThat(remarks()).isEqualTo("1 model has been rewritten.\n");

        assertThat(run()).isEqualTo(ExitCode.OK);
        assertThat(run("--write")).isEqualTo(ExitCode.OK);
        assertThat(remarks()).endsWith("No model is rewritten.\nNo model is rewritten.\n");
    }

    @Test
    void whatAPersonHasToDoIsNamedWithFileAndLineAndDecidesTheExitCode() throws IOException {
        model("feed.sql", OLD);
        Path two = model("two.sql", OLD + ";\nSELECT 1");
        Path sized = model(
                "sized.sql",
                OLD.replace("IN CLUSTER sinks", "").replace("'sink'", "'sink', cluster='sinks'") + "WITH (SIZE 's')\n");

        assertThat(run()).isEqualTo(ExitCode.BY_HAND);
        assertThat(run("--write")).isEqualTo(ExitCode.BY_HAND);

        assertThat(remarks())
                .contains("models/two.sql:5: by hand: A source or sink is one statement now.")
                .contains("models/sized.sql:2: note: The option SIZE = 's' is gone")
                .contains("2 models have to be rewritten. Nothing was changed; type: cutover migrate " + project
                        + " --write. 1 model has to be changed by hand; see above.\n")
                .contains("2 models have been rewritten. 1 model has to be changed by hand; see above.\n");
        assertThat(two).hasContent(OLD + ";\nSELECT 1");
        assertThat(Files.readString(sized)).doesNotContain("SIZE", "CREATE");
    }

    @Test
    void aFolderThatIsNoDbtProjectIsAMistakeOfTheCommandLine() throws IOException {
        Files.delete(project.resolve("dbt_project.yml"));

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(remarks()).startsWith("cutover: There is no dbt project in " + project);
        assertThat(run("--rewrite")).isEqualTo(ExitCode.USAGE);
    }

    private Path model(String name, String text) throws IOException {
        return Files.writeString(project.resolve("models").resolve(name), text);
    }

    private int run(String... options) {
        Context context = new Context(
                () -> {
                    throw new AssertionError("No connection is needed.");
                },
                new PrintStream(out, true, StandardCharsets.UTF_8),
                "alice");
        String[] arguments = new String[options.length + 2];
        arguments[0] = "migrate";
        arguments[1] = project.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Commands.of(context, new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private String remarks() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
