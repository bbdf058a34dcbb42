package dev.cutover.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class AllowedUserTest {
    @TempDir
    Path cache;

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "only root has to become another")
    void whereRootMayHaveNoNamespaceOfItsOwnPostgresRunsAsNobodyFromRootsFiles() throws Exception {
        Path home = PostgresBinaries.unpacked(cache);
        Path directory = Files.createDirectory(cache.resolve("server"));

        List<String> command = AllowedUser.asNobody(directory);
        command.addAll(List.of(home.resolve("bin/initdb").toString(), "-D", directory + "/data", "--no-sync"));
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(cache.resolve("log").toFile())
                .start();

        assertThat(initdb.waitFor()).as(Files.readString(cache.resolve("log"))).isZero();
        assertThat(Files.getOwner(directory.resolve("data")).getName()).isIn("nobody", "65534");
    }
}
