package dev.cutover.starter.temporalserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemporalCliTest {
    private static final String COMMAND = "temporal workflow cancel --workflow-id cutover-dev";

    @Test
    void leavesACommandAsItIsWhereTheCliIsOnThePathAndTheServerAtItsUsualPort() {
        Optional<TemporalCli> cli = Optional.of(new TemporalCli(Path.of("/usr/bin/temporal"), true));

        assertThat(TemporalCli.here(COMMAND, cli, "127.0.0.1:7233")).isEqualTo(COMMAND);
    }

    @Test
    void namesTheFileAndTheAddressWhereTheyAreNotTheUsualOnes() {
        Optional<TemporalCli> cli = Optional.of(new TemporalCli(Path.of("/my cache/temporal"), false));

        assertThat(TemporalCli.here(COMMAND, cli, "127.0.0.1:4000"))
                .isEqualTo("'/my cache/temporal' workflow cancel --workflow-id cutover-dev --address 127.0.0.1:4000");
    }
}
