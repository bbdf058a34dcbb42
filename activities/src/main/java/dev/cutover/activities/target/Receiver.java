package dev.cutover.activities.target;

import dev.cutover.workflows.notice.NoticeKind;
import java.util.List;

/**
 * Somebody who wants to be told what happens on a target.
 *
 * @param name its name, unique in the target; it is shown, the address is not
 * @param template how a message is written
 * @param url where it goes: an address of http or https, which may itself be a secret
 * @param key what messages are signed with; null for none
 * @param kinds what it wants to be told
 * @param link address of a page about a deployment, with {@code {workflowId}} in it; null for none
 */
public record Receiver(
        String name, Template template, Secret url, SigningKey key, List<NoticeKind> kinds, String link) {
    public Receiver {
        kinds = List.copyOf(kinds);
    }

    /** How a message is written. */
    public enum Template {
        /** For an incoming webhook of Slack, or of what understands the same. */
        SLACK,
        /** A CloudEvents 1.0 event in structured JSON mode. */
        CLOUDEVENTS
    }
}
