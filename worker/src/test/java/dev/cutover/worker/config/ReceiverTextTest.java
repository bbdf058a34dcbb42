package dev.cutover.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.target.Receiver;
import dev.cutover.activities.target.Receiver.Template;
import dev.cutover.workflows.notice.NoticeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers of notices as people write them. */
class ReceiverTextTest {
    private static final String ADDRESS = "https://hooks.example.com/services/T0/B0/very-secret";
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String TARGET = """
        projects: projects
        targets:
          prod:
            url: localhost
            user: deployer
            notifications:
        """;
    private static final Map<String, String> VARIABLES = Map.of("HOOK", ADDRESS, "KEY", KEY);

    @TempDir
    private Path folder;

    @BeforeEach
    void makeProjects() throws Exception {
        Files.createDirectory(folder.resolve("projects"));
    }

    @Test
    void readsEveryKey() throws Exception {
        Files.writeString(folder.resolve("address"), "http://bus.internal:8080/events\n");
        Files.writeString(folder.resolve("key"), KEY + "\n");

        List<Receiver> receivers = read("""
                  - name: oncall
                    template: slack
                    url: ${HOOK}
                    events: [AWAITING_APPROVAL, failed]
                  - name: bus
                    template: CLOUDEVENTS
                    urlFile: address
                    secretFile: key
                    link: https://temporal.example.com/namespaces/default/workflows/{workflowId}
            """);

        assertThat(receivers).hasSize(2);
        assertThat(receivers.get(0).template()).isEqualTo(Template.SLACK);
        assertThat(receivers.get(0).url().reveal()).isEqualTo(ADDRESS);
        assertThat(receivers.get(0).key()).isNull();
        assertThat(receivers.get(0).kinds()).containsExactly(NoticeKind.AWAITING_APPROVAL, NoticeKind.FAILED);
        assertThat(receivers.get(1).url().reveal()).isEqualTo("http://bus.internal:8080/events");
        assertThat(receivers.get(1).key().reveal()).hasSize(24);
        assertThat(receivers.get(1).kinds()).containsExactly(NoticeKind.values());
        assertThat(receivers.get(1).link()).endsWith("{workflowId}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "template: SLACK, url: \"${HOOK}\"| .name must have lower-case letters",
                "name: On Call, template: SLACK, url: \"${HOOK}\"| .name must have lower-case letters",
                "name: a, url: \"${HOOK}\"| .template is missing",
                "name: a, template: TEAMS, url: \"${HOOK}\"| .template is TEAMS; it must be one of SLACK, CLOUDEVENTS",
                "name: a, template: SLACK| .url is missing",
                "name: a, template: SLACK, url: \"ftp://very-secret\"| .url is not an address of http or https",
                "name: a, template: SLACK, url: \"https://u:very-secret@host\"| .url is not an address of http or"
                        + " https",
                "name: a, template: SLACK, url: \"very secret\"| .url is not an address of http or https",
                "name: a, template: SLACK, url: \"${HOOK}\", urlFile: x| .url and"
                        + " targets.prod.notifications[0].urlFile are both",
                "name: a, template: SLACK, urlFile: very-secret| .urlFile: the file cannot be read",
                "name: a, template: CLOUDEVENTS, url: \"${HOOK}\"| openssl rand -base64 32",
                "name: a, template: CLOUDEVENTS, url: \"${HOOK}\", secret: very-secret| .secret is not 24 to 64 bytes",
                "name: a, template: SLACK, url: \"${HOOK}\", events: []| .events is empty",
                "name: a, template: SLACK, url: \"${HOOK}\", events: [LUNCH]| .events is LUNCH; it must be one of",
                "name: a, template: SLACK, url: \"${HOOK}\", link: https://temporal| .link is not an address with"
                        + " {workflowId}",
                "name: a, template: SLACK, url: \"${HOOK}\", chanel: x| the key targets.prod.notifications.chanel is"
                        + " unknown"
            })
    void whatIsWrongIsSaidWithoutShowingASecret(String receiver, String complaint) {
        assertThatThrownBy(() -> read("      - {" + receiver + "}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(complaint.strip())
                .hasMessageNotContainingAny("very-secret", "very secret");
    }

    @Test
    void twoOfOneNameAndTooManyAreRefused() {
        String one = "      - {name: a%d, template: SLACK, url: \"${HOOK}\"}\n";
        String eleven = "";
        for (int i = 0; i < 11; i++) {
            eleven += String.format(one, i);
        }
        String many = eleven;

        assertThatThrownBy(() -> read(String.format(one, 1) + String.format(one, 1)))
                .hasMessageContaining("notifications[1].name: there is another a1");
        assertThatThrownBy(() -> read(many)).hasMessageContaining("more than 10");
    }

    private List<Receiver> read(String receivers) throws ConfigException, java.io.IOException {
        Path file = folder.resolve("cutover.yaml");
        Files.writeString(file, TARGET + receivers);
        return ConfigFile.read(file, VARIABLES).targets().get("prod").receivers();
    }
}
