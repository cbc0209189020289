/** How {@code train} tells what it did. */
package io.callfuse.engine.cli.training;
