/**
 * What programs and people see of a running engine over HTTP: live calls, a stream of events, health, metrics.
 *
 * <p>One thread, {@code web-0}, serves all connections. Workers leave what is new on the {@link
 * io.callfuse.engine.web.LiveBoard} and never wait for anybody who reads it.
 */
package io.callfuse.engine.web;
