/** Lets callers say digits, has them recognised as in a call, and shows what was heard, how soon and at what cost. */
package io.callfuse.engine.cli.digits;
