package io.callfuse.asterisk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests the one Asterisk of this run: started when the first test asks for it, stopped after the last. On a machine
 * without Debian's package tools the tests are skipped and say why; with {@code CI=true} they fail.
 */
final class LabExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LabExtension.class);
    private static final List<String> TOOLS = List.of("apt-get", "dpkg-deb", "perl");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AsteriskLab.class;
    }

    @Override
    public AsteriskLab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        List<String> missing = TOOLS.stream().filter(tool -> !isOnThePath(tool)).toList();
        if (!missing.isEmpty() && !"true".equals(System.getenv("CI"))) {
            throw new TestAbortedException("skipped: the lab unpacks Debian packages and needs " + missing);
        }
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(AsteriskLab.class, key -> AsteriskLab.start(), AsteriskLab.class);
    }

    private static boolean isOnThePath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
