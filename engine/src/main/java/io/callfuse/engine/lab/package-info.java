/** Runs the project's lab, a real Asterisk out of Debian packages, by its script and reads what that Asterisk says. */
package io.callfuse.engine.lab;
