package io.callfuse.dsp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same bits from every way to run the kernels; each in a Java machine of its own, whose standard error must be as said. */
@Timeout(120)
class KernelBitsTest {
    /** On JDK 17 and 25, interpreted and compiled, plain and on the Vector API. */
    private static final String GOLDEN = "d22022b491072980";

    private static final String MODULE = "--add-modules=jdk.incubator.vector";
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";
    private static final String INCUBATES = "WARNING: Using incubator modules: jdk.incubator.vector";
    private static final int ROUNDS_INTERPRETED = 2;
    private static final int ROUNDS_COMPILED = 20_000;

    @TempDir
    Path folder;

    private String complaint;

    @Test
    void shouldGiveTheGoldenBitsInPlainJava() throws Exception {
        assertThat(run(ROUNDS_INTERPRETED, "-Xint")).isEqualTo("PlainKernels " + GOLDEN);
        assertThat(complaint).isEmpty();
        assertThat(run(ROUNDS_COMPILED)).isEqualTo("PlainKernels " + GOLDEN);
        assertThat(complaint).isEmpty();
    }

    @Test
    void shouldGiveTheSameBitsWithTheVectorModule() throws Exception {
        assertThat(run(ROUNDS_INTERPRETED, "-Xint", MODULE)).isEqualTo("VectorKernels " + GOLDEN);
        assertThat(run(ROUNDS_COMPILED, MODULE)).isEqualTo("VectorKernels " + GOLDEN);
        assertThat(complaint).isEqualTo(INCUBATES);
    }

    @Test
    void shouldAddTheModuleWithoutAWordWhereTheLauncherAllowsIt() throws Exception {
        assertThat(run(ROUNDS_INTERPRETED, "-Xint", EXPORT)).isEqualTo("VectorKernels " + GOLDEN);
        assertThat(complaint).isEmpty();
        assertThat(run(ROUNDS_COMPILED, EXPORT)).isEqualTo("VectorKernels " + GOLDEN);
        assertThat(complaint).isEmpty();
    }

    @Test
    void shouldStayPlainWhereToldSo() throws Exception {
        assertThat(run(1, MODULE, "-Dcallfuse.vector=off")).isEqualTo("PlainKernels " + GOLDEN);
        assertThat(run(1, EXPORT, "-Dcallfuse.vector=off")).isEqualTo("PlainKernels " + GOLDEN);
        assertThat(complaint).isEmpty();
    }

    private String run(int rounds, String... flags) throws Exception {
        ChildJvm machine = new ChildJvm(folder);
        String said = machine.run(KernelBits.class, Integer.toString(rounds), flags);
        complaint = machine.complaint();
        return said;
    }
}
