/** The swap, the swap back, and giving up. */
package dev.cutover.workflows.promotion;
