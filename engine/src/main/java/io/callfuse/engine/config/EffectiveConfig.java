package io.callfuse.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A checked configuration with all its defaults, as a tree: what its hash is made of, and where two of them differ. Immutable. */
public final class EffectiveConfig {
    private static final String POLICY = "policy";

    /** What says how a policy came about, and not what it does. */
    private static final List<String> ABOUT_THE_CHANGE = List.of("appliesTo", "changedBy", "reason");

    private final ObjectNode tree;

    EffectiveConfig(ObjectNode tree) {
        this.tree = tree.deepCopy();
    }

    /** {@code sha256:} and the hash of the whole: configurations that mean the same have the same. */
    public String sha256() {
        return CanonicalForm.sha256(tree);
    }

    /** The section {@code policy} as one line of JSON, the same for all that mean the same. */
    public String policyText() {
        return sectionText(POLICY);
    }

    /** A section, such as {@code engine}, as one line of JSON, the same for all that mean the same. */
    public String sectionText(String section) {
        return CanonicalForm.text(tree.path(section));
    }

    /** {@code sha256:} and the hash of what the policy does, its name with it: not of how, by whom and why it was changed. */
    public String policySha256() {
        ObjectNode policy = ((ObjectNode) tree.path(POLICY)).deepCopy();
        policy.remove(ABOUT_THE_CHANGE);
        return CanonicalForm.sha256(policy);
    }

    /** This configuration with the policy of another. */
    public EffectiveConfig withPolicyOf(EffectiveConfig other) {
        EffectiveConfig joined = new EffectiveConfig(tree);
        joined.tree.set(POLICY, other.tree.path(POLICY).deepCopy());
        return joined;
    }

    /** The options outside the policy that are not the same in another configuration, by their names, such as {@code ami.address}. */
    public List<String> optionsOtherThanIn(EffectiveConfig other) {
        List<String> options = new ArrayList<>();
        differ("", tree, other.tree, options);
        return options;
    }

    private static void differ(String path, JsonNode one, JsonNode two, List<String> options) {
        if (path.equals(POLICY) || one.isObject() == two.isObject() && text(one).equals(text(two))) {
            return;
        }
        if (!one.isObject() || !two.isObject()) {
            options.add(path);
            return;
        }
        Set<String> names = new TreeSet<>(one.propertyNames());
        names.addAll(two.propertyNames());
        for (String name : names) {
            differ(path.isEmpty() ? name : path + "." + name, one.path(name), two.path(name), options);
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : CanonicalForm.text(node);
    }
}
