package dev.cutover.starter.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Cleanup cleanup = new Cleanup(new PrintStream(heard, true, StandardCharsets.UTF_8));

    @Test
    void anInterruptedCommandSaysInOneLineThatItStopsAndThatNothingIsLeft() {
        cleanup.interrupted();

        assertThat(said()).isEqualToIgnoringNewLines("cutover: stopping... stopped, and nothing is left.");
    }

    @Test
    void nothingIsPromisedWhenSomethingCouldNotBeCleanedUp() {
        cleanup.add(() -> {
            throw new IllegalStateException("the folder is in use");
        });

        cleanup.interrupted();

        assertThat(said()).contains("the folder is in use").doesNotContain("nothing is left");
    }

    @Test
    void aCommandThatEndsByItselfSaysNothing() {
        cleanup.close();
        cleanup.interrupted();

        assertThat(said()).isEmpty();
    }

    private String said() {
        return heard.toString(StandardCharsets.UTF_8);
    }
}
