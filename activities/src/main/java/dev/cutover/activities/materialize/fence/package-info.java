/**
 * The fence: one empty schema per target whose rename inside the swap transaction proves who promoted and refuses everyone
 * else (P2). Nobody holds it; whoever renames it first wins.
 */
package dev.cutover.activities.materialize.fence;
