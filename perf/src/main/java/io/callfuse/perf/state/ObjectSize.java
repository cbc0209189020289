package io.callfuse.perf.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * How many bytes an object takes on the heap of a 64-bit HotSpot with compressed pointers, the default below 32 GB: a header of 12
 * bytes (16 with the length of an array), the fields, and what rounds it up to 8. Without state.
 */
final class ObjectSize {
    private static final int HEADER_BYTES = 12;
    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int POINTER_BYTES = 4;
    private static final int GRAIN_BYTES = 8;

    private ObjectSize() {}

    /** Bytes of this object alone, without those it points to. */
    static long bytes(Object object) {
        Class<?> type = object.getClass();
        return type.isArray()
                ? whole(ARRAY_HEADER_BYTES + (long) Array.getLength(object) * bytesOf(type.getComponentType()))
                : whole(HEADER_BYTES + fieldBytes(type));
    }

    private static long fieldBytes(Class<?> type) {
        long sum = type.getSuperclass() == null ? 0 : fieldBytes(type.getSuperclass());
        for (Field field : type.getDeclaredFields()) {
            sum += Modifier.isStatic(field.getModifiers()) ? 0 : bytesOf(field.getType());
        }
        return sum;
    }

    private static int bytesOf(Class<?> type) {
        if (type == long.class || type == double.class) {
            return Long.BYTES;
        }
        if (type == short.class || type == char.class) {
            return Short.BYTES;
        }
        return type == byte.class || type == boolean.class ? Byte.BYTES : POINTER_BYTES;
    }

    private static long whole(long bytes) {
        return (bytes + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES;
    }
}
