/** What Callfuse does to calls on a real Asterisk: the lab that runs it, the phones at both ends, and the tests on them. */
package io.callfuse.asterisk;
