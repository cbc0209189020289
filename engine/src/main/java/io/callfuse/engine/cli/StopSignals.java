package io.callfuse.engine.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM and Ctrl-C one by one, where the Java machine by itself would go down at the first. By reflection, because the
 * compiler warns of {@code sun.misc.Signal}; where it is not to be had nothing is heard, and a shutdown hook must do.
 */
final class StopSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    private final Map<String, Object> before = new TreeMap<>();

    /** Calls {@code stop} at each signal, on a thread of the Java machine. */
    StopSignals(Runnable stop) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.run();
                            return null;
                        }
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : (Object) proxy.getClass().hashCode();
                    });
            for (String name : NAMES) {
                before.put(name, handle(name, handler));
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            LOG.debug("signals are not heard one by one", unavailable);
        }
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        try {
            return signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(refused.getCause());
        }
    }

    /** Gives the signals back to whom they belonged. */
    @Override
    public void close() {
        List<String> names = new ArrayList<>(before.keySet());
        for (String name : names) {
            try {
                handle(name, before.remove(name));
            } catch (ReflectiveOperationException | IllegalArgumentException kept) {
                LOG.debug("the signal {} stays as it is", name, kept);
            }
        }
    }
}
