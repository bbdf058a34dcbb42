package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchAttributePreflightTest {
    @Test
    void namesTheCommandThatRegistersWhatIsMissing() {
        assertThat(SearchAttributePreflight.command("prod", List.of("CutoverTarget", "CutoverPhase")))
                .isEqualTo("temporal operator search-attribute create --namespace prod"
                        + " --name CutoverTarget --type Keyword --name CutoverPhase --type Keyword");
    }
}
