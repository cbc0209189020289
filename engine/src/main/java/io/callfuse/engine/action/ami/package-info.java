/** Call control over AMI, Asterisk's manager interface: taps, transfers, marks and events. */
package io.callfuse.engine.action.ami;
