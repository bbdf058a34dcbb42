package dev.cutover.activities.notices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.workflows.notice.Notice;
import java.nio.charset.StandardCharsets;

/** A notice as Slack's incoming webhooks take it: a text for notifications and blocks for the channel. */
final class SlackMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Slack refuses a header of more than 150 characters and a section of more than 3,000. */
    private static final int LONGEST_HEADER = 150;

    private static final int LONGEST_TEXT = 1_400;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COMMANDS = 2_900;
    private static final int COMMANDS_SHOWN = 3;

    private SlackMessage() {}

    /**
     * The message.
     *
     * @param link address of a page about the deployment; null for none
     */
    static Message of(Notice notice, String link) {
        String headline = shortened(notice.kind().headline() + ": " + notice.target(), LONGEST_HEADER);
        ObjectNode message = JSON.createObjectNode();
        message.put("text", escaped(headline + ". " + shortened(notice.text(), LONGEST_TEXT)));
        ArrayNode blocks = message.putArray("blocks");
        block(blocks, "header").putObject("text").put("type", "plain_text").put("text", headline);
        section(blocks, escaped(shortened(notice.text(), LONGEST_TEXT)) + "\n*" + escaped(notice.production()) + "*");
        String commands = commands(notice);
        if (!commands.isEmpty()) {
            section(blocks, "```" + commands + "```");
        }
        block(blocks, "context")
                .putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put("text", about(notice, link));
        return new Message("application/json; charset=utf-8", message.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String about(Notice notice, String link) {
        String workflow = escaped(shortened(notice.workflowId(), LONGEST_NAME));
        return "Deployment " + notice.deployment() + " by " + escaped(shortened(notice.requestedBy(), LONGEST_NAME))
                + (notice.planHash() == null
                        ? ""
                        : ", plan "
                                + notice.planHash()
                                        .substring(
                                                0,
                                                Math.min(12, notice.planHash().length())))
                + (notice.deadline() == null ? "" : ", until " + notice.deadline())
                + ", workflow " + (link == null ? workflow : "<" + link + "|" + workflow.replace('|', '/') + ">")
                + ", " + notice.id();
    }

    /** The first ones that have room: one that is cut off could not be pasted. */
    private static String commands(Notice notice) {
        StringBuilder commands = new StringBuilder();
        for (String command :
                notice.next().subList(0, Math.min(COMMANDS_SHOWN, notice.next().size()))) {
            // Three backticks would end the block.
            String line = escaped(command.replace('`', '\'')) + "\n";
            if (commands.length() + line.length() <= LONGEST_COMMANDS) {
                commands.append(line);
            }
        }
        return commands.toString();
    }

    private static ObjectNode block(ArrayNode blocks, String type) {
        return blocks.addObject().put("type", type);
    }

    private static void section(ArrayNode blocks, String markdown) {
        block(blocks, "section").putObject("text").put("type", "mrkdwn").put("text", markdown);
    }

    /** The three characters by which Slack knows its own markup: no name can mention a channel or hide a link. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
