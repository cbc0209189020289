package io.callfuse.dsp.kernel;

import java.lang.reflect.InvocationTargetException;

/**
 * The incubating module of the Vector API. With {@code --add-modules jdk.incubator.vector} it is there from the start, at the
 * price of a warning on standard error in every run. Started with
 * {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED} instead, as {@code CALLFUSE_VECTOR=on} has the launcher do, the
 * Java machine lets us add it silently, the way in which it loads its own management agent; where a machine knows no such way,
 * the module is just not there.
 */
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";
    private static final String KERNELS = "io.callfuse.dsp.kernel.VectorKernels";

    private VectorModule() {}

    /** Whether the module is there and wanted. */
    static boolean present() {
        return !"off".equals(System.getProperty("callfuse.vector"))
                && (ModuleLayer.boot().findModule(NAME).isPresent() || added());
    }

    /** The kernels that need the module; by name, so that nothing links to it where it is not there. */
    static Kernels kernels() {
        try {
            return (Kernels) Class.forName(KERNELS).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(KERNELS + " is not in this build", e);
        }
    }

    private static boolean added() {
        if (!Object.class.getModule().isExported("jdk.internal.module", VectorModule.class.getModule())) {
            return false;
        }
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
            return true;
        } catch (InvocationTargetException
                | NoSuchMethodException
                | ClassNotFoundException
                | IllegalAccessException e) {
            return false;
        }
    }
}
