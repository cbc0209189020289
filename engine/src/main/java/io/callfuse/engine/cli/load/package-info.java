/** How the outcome of a load test is shown: to people, to programs, and as a page. */
package io.callfuse.engine.cli.load;
