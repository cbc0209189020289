/** Who may come in: networks, and how many connections at a time. Knows no protocol. */
package io.callfuse.engine.admission;
