package dev.cutover.activities.notices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/** A notice as a CloudEvents 1.0 event in structured JSON mode. */
final class CloudEventMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudEventMessage() {}

    /**
     * The event.
     *
     * @param link address of a page about the deployment; null for none
     */
    static Message of(Notice notice, String link) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", notice.id())
                .put("source", "/cutover/targets/" + notice.target())
                .put("type", notice.kind().type())
                .put("subject", notice.workflowId())
                .put("time", DateTimeFormatter.ISO_INSTANT.format(notice.at()))
                .put("datacontenttype", "application/json");
        event.set("data", data(notice, link));
        return new Message(
                "application/cloudevents+json; charset=utf-8", event.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode data(Notice notice, String link) {
        ObjectNode data = JSON.createObjectNode()
                .put("number", notice.number())
                .put("kind", notice.kind().name())
                .put("target", notice.target())
                .put("deployment", notice.deployment())
                .put("workflowId", notice.workflowId())
                .put("requestedBy", notice.requestedBy())
                .put("planHash", notice.planHash())
                .put(
                        "outcome",
                        notice.outcome() == null ? null : notice.outcome().name())
                .put("text", notice.text())
                .put("production", notice.production())
                .put(
                        "deadline",
                        notice.deadline() == null ? null : DateTimeFormatter.ISO_INSTANT.format(notice.deadline()))
                .put("link", link);
        notice.next().forEach(data.putArray("next")::add);
        return data;
    }
}
