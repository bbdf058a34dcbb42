package dev.cutover.workflows.deployment;

import dev.cutover.workflows.conversation.Conversation;

/**
 * What the parts of the story share.
 *
 * @param progress how far it has come
 * @param conversation what people have said
 * @param reporter what people see
 * @param steps the activities
 * @param relay hands over to the next run
 * @param notices tells receivers
 */
record Deployment(
        Progress progress,
        Conversation conversation,
        Reporter reporter,
        ActivityStubs steps,
        Relay relay,
        Notices notices) {}
