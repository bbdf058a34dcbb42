package dev.cutover.activities.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What receivers read, to the last character: they are programs, and names in it come from anybody. */
class MessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aCloudEventHasEveryAttributeAndTheWholeNotice() throws Exception {
        Message message =
                CloudEventMessage.of(Notes.awaitingApproval(), "https://temporal.example.com/workflows/shop-prod");

        assertThat(message.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(JSON.readTree(message.body())).isEqualTo(JSON.readTree("""
            {"specversion": "1.0",
             "id": "abcd2345-1-awaiting_approval",
             "source": "/cutover/targets/prod",
             "type": "dev.cutover.deployment.awaiting_approval",
             "subject": "shop-prod",
             "time": "2026-11-22T12:00:00Z",
             "datacontenttype": "application/json",
             "data": {
               "number": 1,
               "kind": "AWAITING_APPROVAL",
               "target": "prod",
               "deployment": "abcd2345",
               "workflowId": "shop-prod",
               "requestedBy": "kim",
               "planHash": "0123456789abcdef",
               "outcome": null,
               "text": "Waiting for a decision on plan 0123456789ab: approve or reject.",
               "production": "Production is untouched.",
               "deadline": "2026-11-22T13:00:00Z",
               "link": "https://temporal.example.com/workflows/shop-prod",
               "next": [
                 "temporal workflow query --workflow-id shop-prod --name evidence",
                 "temporal workflow update execute --workflow-id shop-prod --name decide --input '{\\"decision\\":\\"APPROVE\\"}'",
                 "temporal workflow update execute --workflow-id shop-prod --name decide --input '{\\"decision\\":\\"REJECT\\"}'",
                 "temporal workflow cancel --workflow-id shop-prod"]}}
            """));
    }

    @Test
    void slackGetsWhatHappenedWhatIsSafeAndWhatToPaste() throws Exception {
        Message message = SlackMessage.of(Notes.awaitingApproval(), null);

        assertThat(message.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(JSON.readTree(message.body())).isEqualTo(JSON.readTree("""
            {"text": "A decision is needed: prod. Waiting for a decision on plan 0123456789ab: approve or reject.",
             "blocks": [
               {"type": "header", "text": {"type": "plain_text", "text": "A decision is needed: prod"}},
               {"type": "section", "text": {"type": "mrkdwn", "text":
                 "Waiting for a decision on plan 0123456789ab: approve or reject.\\n*Production is untouched.*"}},
               {"type": "section", "text": {"type": "mrkdwn", "text":
                 "```temporal workflow query --workflow-id shop-prod --name evidence\\ntemporal workflow update execute --workflow-id shop-prod --name decide --input '{\\"decision\\":\\"APPROVE\\"}'\\ntemporal workflow update execute --workflow-id shop-prod --name decide --input '{\\"decision\\":\\"REJECT\\"}'\\n```"}},
               {"type": "context", "elements": [{"type": "mrkdwn", "text":
                 "Deployment abcd2345 by kim, plan 0123456789ab, until 2026-11-22T13:00:00Z, workflow shop-prod, abcd2345-1-awaiting_approval"}]}]}
            """));
    }

    @Test
    void aLinkLeadsToTheDeployment() throws Exception {
        JsonNode message = JSON.readTree(SlackMessage.of(Notes.awaitingApproval(), "https://ui/workflows/shop-prod")
                .body());

        assertThat(message.at("/blocks/3/elements/0/text").textValue())
                .contains("workflow <https://ui/workflows/shop-prod|shop-prod>");
    }

    @Test
    void aNameCanNeitherCallAChannelNorHideALinkNorEndTheCode() throws Exception {
        Notice hostile = Notes.notice("```<!channel>", "<https://evil|kim> & co", "<script>alert(1)</script> ```");

        List<String> texts = texts(JSON.readTree(SlackMessage.of(hostile, null).body()));

        assertThat(texts).noneMatch(text -> text.contains("<") || text.contains(">"));
        assertThat(texts).anyMatch(text -> text.contains("&lt;https://evil|kim&gt; &amp; co"));
    }

    @Test
    void noBlockIsLongerThanSlackTakes() throws Exception {
        Notice long_ = Notes.notice("<".repeat(1_000), ">".repeat(5_000), "<".repeat(50_000));

        JsonNode message = JSON.readTree(SlackMessage.of(long_, null).body());

        for (JsonNode block : message.get("blocks")) {
            boolean header = block.get("type").textValue().equals("header");
            assertThat(texts(block)).allMatch(text -> text.length() <= (header ? 150 : 3_000));
        }
    }

    private static List<String> texts(JsonNode message) {
        List<String> texts = new ArrayList<>();
        message.findValues("text").stream().filter(JsonNode::isTextual).forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
