/** Tells receivers what happens: messages, their signatures, and the way they take. */
package dev.cutover.activities.notices;
