package io.callfuse.engine.reporting;

import java.util.OptionalDouble;

/**
 * How values are spread. The percentiles are empty where there is no value.
 *
 * @param count how many there are
 * @param p05 the 5th percentile
 * @param median half of them lie below
 * @param p95 the 95th percentile
 */
public record Distribution(long count, OptionalDouble p05, OptionalDouble median, OptionalDouble p95) {}
