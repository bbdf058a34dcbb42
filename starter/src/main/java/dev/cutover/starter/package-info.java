/** The command line for people: a thin use of the messages that the Temporal CLI can send as well. */
package dev.cutover.starter;
