/** What people say to a running deployment, and what it answers: total, so that no message can stop a deployment. */
package dev.cutover.workflows.conversation;
