/** Tells a {@link io.callfuse.engine.reporting.ServiceReport} as a page. */
package io.callfuse.engine.cli.report.service;
