/** The swap, the swap back, and giving up (P2): each resolves what has happened, then acts. */
package dev.cutover.activities.promotion;
