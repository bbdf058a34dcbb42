package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Playground;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** dbt as its user types it, with the adapter's own macros. */
final class DbtByHand {
    private final Path project;
    private final Path profiles;

    /** dbt for a project, with a profile for a playground's database. */
    DbtByHand(Playground playground, Path project, Path profiles) throws IOException {
        this.project = project;
        this.profiles = profiles;
        Files.writeString(
                profiles.resolve("profiles.yml"),
                DbtProfile.text(playground.target(), DbtShop.dbt(), "production", null));
    }

    /** Runs a command that has to succeed. */
    void run(String... command) throws Exception {
        List<String> line = new ArrayList<>(DbtShop.dbt().command());
        line.addAll(List.of(command));
        line.addAll(List.of("--project-dir", project.toString(), "--profiles-dir", profiles.toString()));
        line.addAll(List.of(
                "--profile",
                DbtProfile.NAME,
                "--target-path",
                profiles.resolve("target").toString()));
        line.addAll(List.of("--log-path", profiles.resolve("logs").toString(), "--no-send-anonymous-usage-stats"));
        Process dbt = new ProcessBuilder(line)
                .directory(profiles.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(dbt.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(dbt.waitFor()).as(output).isZero();
    }
}
