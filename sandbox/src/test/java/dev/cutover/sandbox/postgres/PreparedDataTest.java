package dev.cutover.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDataTest {
    @TempDir
    private Path cache;

    @Test
    void whatWasNotUsedForAWeekGoesAndEverythingElseStays() throws Exception {
        Path needed = directory("data-needed", 30);
        directory("data-recent", 6);
        directory("data-old", 8);
        directory("preparing-dead", 8);
        directory("preparing-now", 0);
        directory("postgres-old", 30);

        PreparedData.prune(cache, needed);

        assertThat(names()).containsExactlyInAnyOrder("data-needed", "data-recent", "preparing-now", "postgres-old");
    }

    @Test
    void aUseCountsFromNowOn() throws Exception {
        Path used = directory("data-used", 8);

        PreparedData.markUsed(used);
        PreparedData.prune(cache, cache.resolve("data-other"));

        assertThat(names()).containsExactly("data-used");
    }

    @Test
    void severalStartsPruneTheSameDirectoriesAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            directory("data-" + i, 8);
        }
        ExecutorService starts = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> prunes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                prunes.add(() -> {
                    PreparedData.prune(cache, cache.resolve("data-needed"));
                    return null;
                });
            }
            for (Future<Void> prune : starts.invokeAll(prunes)) {
                prune.get();
            }
        } finally {
            starts.shutdownNow();
        }

        assertThat(names()).noneMatch(name -> name.startsWith("data-"));
    }

    private Path directory(String name, int daysUnused) throws IOException {
        Path directory =
                Files.createDirectories(cache.resolve(name).resolve("base")).getParent();
        Files.writeString(directory.resolve("base/1"), "row");
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofDays(daysUnused))));
        return directory;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
