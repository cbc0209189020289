package io.callfuse.perf.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All objects that can be reached from one, each with the class that keeps it: its own where that is one of the project's, of an
 * array the class whose field leads to it. Made once; for one thread.
 */
final class ObjectGraph {
    private static final String OURS = "io.callfuse.";

    private final Map<Object, Class<?>> keepers = new IdentityHashMap<>();
    private final Deque<Object> open = new ArrayDeque<>();

    private ObjectGraph(Object root) {
        meet(root, root.getClass());
        while (!open.isEmpty()) {
            Object object = open.pop();
            if (object instanceof Object[] elements) {
                for (Object element : elements) {
                    meet(element, keepers.get(object));
                }
            } else if (!object.getClass().isArray()) {
                follow(object, object.getClass());
            }
        }
    }

    /**
     * Follows all fields.
     *
     * @throws java.lang.reflect.InaccessibleObjectException if one lies within a closed module
     */
    static ObjectGraph from(Object root) {
        return new ObjectGraph(root);
    }

    private void meet(Object object, Class<?> keeper) {
        if (object != null && !(object instanceof Enum) && !(object instanceof Class) && !keepers.containsKey(object)) {
            keepers.put(object, object.getClass().getName().startsWith(OURS) ? object.getClass() : keeper);
            open.push(object);
        }
    }

    private void follow(Object object, Class<?> type) {
        if (type.getSuperclass() != null) {
            follow(object, type.getSuperclass());
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                try {
                    meet(field.get(object), keepers.get(object));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("made accessible, but is not: " + field, e);
                }
            }
        }
    }

    /** Bytes by the name of the class that keeps them, without those objects that another graph has, too. */
    Map<String, Long> bytesWithout(ObjectGraph other) {
        return bytes(other, false);
    }

    /** Bytes by the name of the class that keeps them, of those objects that another graph has, too. */
    Map<String, Long> bytesWith(ObjectGraph other) {
        return bytes(other, true);
    }

    private Map<String, Long> bytes(ObjectGraph other, boolean shared) {
        Map<String, Long> bytes = new TreeMap<>();
        keepers.forEach((object, keeper) -> {
            if (other.keepers.containsKey(object) == shared) {
                bytes.merge(keeper.getName(), ObjectSize.bytes(object), Long::sum);
            }
        });
        return bytes;
    }
}
