/** The commands, one class each. */
package dev.cutover.starter.commands;
