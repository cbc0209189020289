/** Composes labelled calls out of labelled clips: what an emotion model is judged by, call by call. */
package io.callfuse.perf.calls;
