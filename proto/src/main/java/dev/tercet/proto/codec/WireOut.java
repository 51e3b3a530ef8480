package dev.tercet.proto.codec;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import dev.tercet.kv.Bytes;

/**
 * Where the fields of a message go, in the order of their numbers: to the wire, or only to be counted.
 *
 * <p>What {@link com.google.protobuf.CodedOutputStream} does for a message, without the message: a request is one array then, of all that is in it. Fields that have
 * no value are left out, as protobuf has it, where their absence says the same.
 */
abstract class WireOut {

    /** A kind of message. */
    interface Form<T> {
        /** Its fields, for this value of ours. */
        void write(T value, WireOut out);
    }

    abstract void varint(long value);

    abstract void content(Bytes bytes);

    final void bytes(int field, Bytes value) {
        if (!value.isEmpty()) {
            bytesThere(field, value);
        }
    }

    /** Bytes that are one of several, so that none at all say something too. */
    final void bytesThere(int field, Bytes value) {
        varint(((long) field << 3) | WIRETYPE_LENGTH_DELIMITED);
        varint(value.length());
        content(value);
    }

    final void number(int field, long value) {
        if (value != 0) {
            numberThere(field, value);
        }
    }

    /** A number that is one of several, so that zero says something too. */
    final void numberThere(int field, long value) {
        varint(((long) field << 3) | WIRETYPE_VARINT);
        varint(value);
    }

    final void flag(int field, boolean value) {
        if (value) {
            numberThere(field, 1);
        }
    }

    /** A message inside this one. */
    abstract <T> void message(int field, T value, Form<T> form);

    /** What comes before a message inside this one. */
    final void opening(int field, long length) {
        varint(((long) field << 3) | WIRETYPE_LENGTH_DELIMITED);
        varint(length);
    }
}
