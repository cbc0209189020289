/** Pages of HTML that need no other file and no network, and the charts in them. */
package io.callfuse.engine.cli.page;
