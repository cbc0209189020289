/** Many recorded calls at once over the real wire against an engine in a process of its own, each checked against its offline result. */
package io.callfuse.engine.load;
