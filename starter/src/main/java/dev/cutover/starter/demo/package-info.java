/** The demonstration of a whole deployment. */
package dev.cutover.starter.demo;
