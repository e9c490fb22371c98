package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A field of the event with a feature's vectors: the check whether a vector has the declared form, and its elements as bytes.
 * The field is an array of numbers, which are converted, or bytes, which are the elements already.
 */
final class VectorField {
    private static final Set<CelKind> NUMBERS = Set.of(CelKind.INT, CelKind.DOUBLE);
    private static final Set<Element> OF_BYTES_ALONE = Set.of(Element.FLOAT16, Element.BFLOAT16);

    private final String feature;
    private final EventField field;
    private final VectorForm form;
    private final boolean whole;

    VectorField(String feature, EventField field, VectorForm form) {
        this.feature = feature;
        this.field = field;
        this.form = form;
        this.whole = field.type() instanceof ListType list && list.elemType().kind() == CelKind.INT;
    }

    /** Why the field can't have vectors of the form; empty if it can. */
    static Optional<String> problem(VectorForm form, EventField field) {
        var type = field.type();
        if (field.fixedSize().isPresent() && field.fixedSize().getAsInt() != form.bytes()) {
            return Optional.of("its vectors of " + form + " take " + form.bytes() + " bytes, but the field "
                    + field.path() + " has " + field.fixedSize().getAsInt());
        }
        if (type.kind() == CelKind.BYTES || type.kind() == CelKind.DYN) {
            return Optional.empty();
        }
        if (!isArrayOfNumbers(type)) {
            return Optional.of("it is declared as a vector, but the field " + field.path() + " is a " + type.name()
                    + ", not bytes or an array of numbers without nulls");
        }
        return OF_BYTES_ALONE.contains(form.element())
                ? Optional.of("elements of " + form.element().text() + " are taken from bytes alone, but the field "
                        + field.path() + " is an array; let them be float32")
                : Optional.empty();
    }

    private static boolean isArrayOfNumbers(CelType type) {
        return type instanceof ListType list
                && list.elemType() instanceof SimpleType element
                && NUMBERS.contains(element.kind());
    }

    /** The problem with the event's vector; empty if the vector is sound, or the event has none. */
    Optional<String> flaw(IndexedRecord event) {
        var value = field.raw(event);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof Collection<?> numbers ? flaw(numbers) : flaw(bytes(value));
    }

    private Optional<String> flaw(Collection<?> numbers) {
        if (numbers.size() != form.elements()) {
            return Optional.of("the event's field " + field.path() + " has " + numbers.size() + " elements; feature '"
                    + feature + "' takes " + form.elements() + ", as " + form);
        }
        return whole ? unfit(fits(Longs.of(numbers))) : unfit(fits(Doubles.of(numbers)));
    }

    private Optional<String> flaw(ByteBuffer bytes) {
        if (bytes.remaining() != form.bytes()) {
            return Optional.of("the event's field " + field.path() + " has " + bytes.remaining() + " bytes; feature '"
                    + feature + "' takes " + form.bytes() + ", as " + form);
        }
        return form.element() == Element.BOOL
                ? unfit(index -> Element.BOOL.holds((long) bytes.get(bytes.position() + index)))
                : Optional.empty();
    }

    private IntPredicate fits(Longs numbers) {
        return index -> form.element().holds(numbers.at(index));
    }

    private IntPredicate fits(Doubles numbers) {
        return index -> form.element().holds(numbers.at(index));
    }

    private Optional<String> unfit(IntPredicate fits) {
        return IntStream.range(0, form.elements())
                .filter(index -> !fits.test(index))
                .mapToObj(index -> "element " + index + " of the event's field " + field.path() + " is no "
                        + form.element().text() + ", as feature '" + feature + "' takes them")
                .findFirst();
    }

    /** The elements of a vector without a flaw; null if the event has none. */
    @Nullable
    ByteBuffer read(IndexedRecord event) {
        var value = field.raw(event);
        if (value == null) {
            return null;
        }
        return value instanceof Collection<?> numbers ? elements(numbers) : bytes(value);
    }

    private static ByteBuffer bytes(Object value) {
        return value instanceof GenericFixed fixed ? ByteBuffer.wrap(fixed.bytes()) : ((ByteBuffer) value).slice();
    }

    private ByteBuffer elements(Collection<?> numbers) {
        var bytes = ByteBuffer.allocate(form.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (whole) {
            var longs = Longs.of(numbers);
            IntStream.range(0, form.elements()).forEach(index -> put(longs.at(index), bytes));
        } else {
            var doubles = Doubles.of(numbers);
            IntStream.range(0, form.elements()).forEach(index -> put(doubles.at(index), bytes));
        }
        return bytes.flip();
    }

    private void put(double value, ByteBuffer into) {
        switch (form.element()) {
            case FLOAT32 -> into.putFloat((float) value);
            case FLOAT64 -> into.putDouble(value);
            case FLOAT16, BFLOAT16 -> throw new IllegalStateException(form + " from numbers passed the checks");
            default -> putWhole((long) value, into);
        }
    }

    private void put(long value, ByteBuffer into) {
        if (form.element().isFloating()) {
            put((double) value, into);
        } else {
            putWhole(value, into);
        }
    }

    private void putWhole(long value, ByteBuffer into) {
        switch (form.element().bytes()) {
            case 1 -> into.put((byte) value);
            case 2 -> into.putShort((short) value);
            case 4 -> into.putInt((int) value);
            default -> into.putLong(value);
        }
    }
}
