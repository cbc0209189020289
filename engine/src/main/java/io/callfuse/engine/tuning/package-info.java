/** What the policy of a call was fed, kept exactly, so that another policy can be tried on it later without any audio. */
package io.callfuse.engine.tuning;
