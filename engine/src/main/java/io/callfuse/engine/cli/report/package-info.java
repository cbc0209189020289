/** Turns what came out of a call into what people read: text, pictures, reasons. */
package io.callfuse.engine.cli.report;
