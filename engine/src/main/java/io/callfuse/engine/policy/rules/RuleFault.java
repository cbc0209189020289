package io.callfuse.engine.policy.rules;

/**
 * One thing that is wrong with the condition of a rule.
 *
 * @param rule the place of the rule in the file, from 0
 * @param line the line of the condition, from 1
 * @param column the column in it, from 1
 * @param reason what is wrong
 * @param hint what to do; empty where nothing is known
 */
public record RuleFault(int rule, int line, int column, String reason, String hint) {}
