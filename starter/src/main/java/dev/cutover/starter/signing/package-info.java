/** Signs decisions with a private key that never leaves this machine. */
package dev.cutover.starter.signing;
