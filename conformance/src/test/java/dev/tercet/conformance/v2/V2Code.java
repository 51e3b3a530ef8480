package dev.tercet.conformance.v2;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2DirectoryNotEmptyException;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyExistsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2NotDirectoryException;
import dev.tercet.v2.error.V2NotFileException;
import dev.tercet.v2.error.V2RootReadOnlyException;
import dev.tercet.v2.error.V2ValueException;

/** The codes that a server of 3.4 or 3.5 can be made to say, written down apart from the client's own table. */
enum V2Code {
    KEY_NOT_FOUND(100, 404, "Key not found", V2KeyNotFoundException.class),
    COMPARE_FAILED(101, 412, "Compare failed", V2CompareFailedException.class),
    NOT_FILE(102, 403, "Not a file", V2NotFileException.class),
    NOT_DIRECTORY(104, 400, "Not a directory", V2NotDirectoryException.class),
    KEY_EXISTS(105, 412, "Key already exists", V2KeyExistsException.class),
    ROOT_READ_ONLY(107, 400, "Root is read only", V2RootReadOnlyException.class),
    NOT_EMPTY(108, 403, "Directory not empty", V2DirectoryNotEmptyException.class),
    UNAUTHORIZED(110, 401, "The request requires user authentication", V2InsufficientPermissionsException.class),
    PREV_VALUE_REQUIRED(201, 400, "PrevValue is Required in POST form", V2ValueException.class),
    TTL_NOT_A_NUMBER(202, 400, "The given TTL in POST form is not a number", V2ValueException.class),
    INDEX_NOT_A_NUMBER(203, 400, "The given index in POST form is not a number", V2ValueException.class),
    INVALID_FIELD(209, 400, "Invalid field", V2ValueException.class),
    INVALID_FORM(210, 400, "Invalid POST form", V2ValueException.class),
    REFRESH_VALUE(211, 400, "Value provided on refresh", V2ValueException.class),
    REFRESH_TTL_REQUIRED(212, 400, "A TTL must be provided on refresh", V2ValueException.class),
    EVENT_INDEX_CLEARED(
            401, 400, "The event in requested index is outdated and cleared", V2EventIndexClearedException.class);

    private final int number;
    private final int status;
    private final String text;
    private final Class<? extends EtcdException> type;

    V2Code(int number, int status, String text, Class<? extends EtcdException> type) {
        this.number = number;
        this.status = status;
        this.text = text;
        this.type = type;
    }

    int number() {
        return number;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }

    Class<? extends EtcdException> type() {
        return type;
    }
}
