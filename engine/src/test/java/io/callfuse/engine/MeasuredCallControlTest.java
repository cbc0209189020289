package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.CallControl;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A way to Asterisk that stands before another passes on everything, also what has a default answer. */
@Timeout(20)
class MeasuredCallControlTest {
    static Stream<Class<? extends CallControl>> thoseBeforeOthers() {
        return Stream.of(MeasuredCallControl.class, JoinedCallControl.class);
    }

    @ParameterizedTest
    @MethodSource("thoseBeforeOthers")
    void shouldPassOnWhateverIsAsked(Class<? extends CallControl> control) {
        Stream<Method> asked = Arrays.stream(CallControl.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
        assertThat(asked)
                .allSatisfy(method -> assertThat(control.getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .isEqualTo(control));
    }
}
