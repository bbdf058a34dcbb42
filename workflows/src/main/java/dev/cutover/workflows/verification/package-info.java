/** Looking at the new version in production, right after the swap. */
package dev.cutover.workflows.verification;
