package dev.tercet.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field is read and written, or the method called, only while this lock is held.
 *
 * <p>For readers: it is gone from the class files, where a known one would stay and ask every user for one more dependency. To have
 * Error Prone check it, compile a copy in which its import names {@code javax.annotation.concurrent}. A constructor needs no lock,
 * and a private object whose own monitor guards its state, such as a machine, carries none: the essay of its owner says so.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface GuardedBy {
    /** An expression for the lock, as seen from the class: {@code this} or the name of a field. */
    String value();
}
