package dev.cutover.workflows.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.phase.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands can be pasted: a real shell splits them into the words that were meant. */
class CommandsTest {
    private static final String WORKFLOW = "Kim's shop; $(rm -rf) \"prod\"";

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyCommandReachesTheCliAsItWasMeant(Phase phase) throws Exception {
        for (String command : commands(phase)) {
            List<String> words = words(command);
            assertThat(words).startsWith("workflow");
            assertThat(words.get(words.indexOf("--workflow-id") + 1)).isEqualTo(WORKFLOW);
            if (words.contains("--input")) {
                JsonNode input = new ObjectMapper().readTree(words.get(words.indexOf("--input") + 1));
                assertThat(input.path("by").textValue()).isNotBlank();
            }
        }
    }

    @Test
    void aDecisionIsOfferedAsAnUpdateThatAnswersBeforeTheSignal() throws Exception {
        List<String> commands = new Commands("shop-prod").toDecide("0123456789ab", "fedcba9876543210");

        int update = indexOf(commands, "update execute");
        assertThat(update).isLessThan(indexOf(commands, "signal"));
        List<String> words = words(commands.get(update));
        JsonNode input = new ObjectMapper().readTree(words.get(words.indexOf("--input") + 1));
        assertThat(input.path("decision").textValue()).isEqualTo("APPROVE");
        assertThat(input.path("planHash").textValue()).isEqualTo("0123456789ab");
        assertThat(input.path("evidenceDigest").textValue()).isEqualTo("fedcba987654");
        List<String> signal = words(commands.get(indexOf(commands, "signal")));
        assertThat(new ObjectMapper().readTree(signal.get(signal.indexOf("--input") + 1)))
                .isEqualTo(((ObjectNode) input.deepCopy()).without("decision"));
    }

    @Test
    void nothingIsOfferedThatWouldBeRefused() {
        Commands commands = new Commands("shop-prod");

        assertThat(commands.in(Phase.HYDRATING)).noneMatch(command -> command.contains("approve"));
        assertThat(commands.in(Phase.CLEANING_UP)).noneMatch(command -> command.contains("revert"));
        assertThat(commands.in(Phase.COMPENSATING)).noneMatch(command -> command.contains("cancel"));
    }

    private static List<String> commands(Phase phase) {
        Commands commands = new Commands(WORKFLOW);
        return phase == Phase.AWAITING_DECISION
                ? commands.toDecide("0123456789ab", "fedcba9876543210")
                : commands.in(phase);
    }

    private static int indexOf(List<String> commands, String part) {
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i).contains(part)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> words(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "temporal() { printf '%s\\n' \"$@\"; }\n" + command).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return output.lines().toList();
    }

    @Test
    void aDecisionThatMustBeSignedIsMadeByTheCommandThatCanSignIt() {
        List<String> commands = new Commands("shop prod").toSign("0123456789ab", "fedcba9876543210");

        assertThat(commands)
                .contains("cutover approve --workflow-id 'shop prod' --by \"$(id -un)\" --plan 0123456789ab"
                        + " --evidence fedcba987654 --sign-with your-key.pem")
                .anyMatch(command -> command.startsWith("cutover reject ") && command.contains("--reason"))
                .noneMatch(command -> command.contains("--name decide") || command.contains("--name approve"));
    }
}
