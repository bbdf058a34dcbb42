/** What an approval is worth on a target: who may decide, how many, when, and what follows a swap. */
package dev.cutover.workflows.policy;
