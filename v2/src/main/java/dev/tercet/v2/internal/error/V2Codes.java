package dev.tercet.v2.internal.error;

import dev.tercet.error.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The codes of the v2 API, with the status and the text that go with each, and what each is in the client's own terms. */
public enum V2Codes {
    KEY_NOT_FOUND(100, 404, "Key not found", ErrorCode.KEY_NOT_FOUND),
    COMPARE_FAILED(101, 412, "Compare failed", ErrorCode.COMPARE_FAILED),
    NOT_FILE(102, 403, "Not a file", ErrorCode.FAILED_PRECONDITION),
    NO_MORE_PEER(103, 400, "Reached the max number of peers in the cluster", ErrorCode.FAILED_PRECONDITION),
    NOT_DIRECTORY(104, 400, "Not a directory", ErrorCode.FAILED_PRECONDITION),
    KEY_EXISTS(105, 412, "Key already exists", ErrorCode.FAILED_PRECONDITION),
    KEY_IS_PRESERVED(106, 400, "The prefix of given key is a keyword in etcd", ErrorCode.INVALID_ARGUMENT),
    ROOT_READ_ONLY(107, 400, "Root is read only", ErrorCode.INVALID_ARGUMENT),
    DIRECTORY_NOT_EMPTY(108, 403, "Directory not empty", ErrorCode.FAILED_PRECONDITION),
    PEER_ADDRESS_EXISTS(109, 400, "Peer address has existed", ErrorCode.MEMBER_EXISTS),
    UNAUTHORIZED(110, 401, "The request requires user authentication", ErrorCode.PERMISSION_DENIED),
    VALUE_REQUIRED(200, 400, "Value is Required in POST form", ErrorCode.INVALID_ARGUMENT),
    PREV_VALUE_REQUIRED(201, 400, "PrevValue is Required in POST form", ErrorCode.INVALID_ARGUMENT),
    TTL_NOT_A_NUMBER(202, 400, "The given TTL in POST form is not a number", ErrorCode.INVALID_ARGUMENT),
    INDEX_NOT_A_NUMBER(203, 400, "The given index in POST form is not a number", ErrorCode.INVALID_ARGUMENT),
    VALUE_OR_TTL_REQUIRED(204, 400, "Value or TTL is required in POST form", ErrorCode.INVALID_ARGUMENT),
    TIMEOUT_NOT_A_NUMBER(205, 400, "The given timeout in POST form is not a number", ErrorCode.INVALID_ARGUMENT),
    NAME_REQUIRED(206, 400, "Name is required in POST form", ErrorCode.INVALID_ARGUMENT),
    INDEX_OR_VALUE_REQUIRED(207, 400, "Index or value is required", ErrorCode.INVALID_ARGUMENT),
    INDEX_AND_VALUE(208, 400, "Index and value cannot both be specified", ErrorCode.INVALID_ARGUMENT),
    INVALID_FIELD(209, 400, "Invalid field", ErrorCode.INVALID_ARGUMENT),
    INVALID_FORM(210, 400, "Invalid POST form", ErrorCode.INVALID_ARGUMENT),
    REFRESH_VALUE(211, 400, "Value provided on refresh", ErrorCode.INVALID_ARGUMENT),
    REFRESH_TTL_REQUIRED(212, 400, "A TTL must be provided on refresh", ErrorCode.INVALID_ARGUMENT),
    RAFT_INTERNAL(300, 500, "Raft Internal Error", ErrorCode.UNAVAILABLE),
    LEADER_ELECTION(301, 500, "During Leader Election", ErrorCode.NO_LEADER),
    WATCHER_CLEARED(400, 400, "watcher is cleared due to etcd recovery", ErrorCode.CANCELLED),
    EVENT_INDEX_CLEARED(401, 400, "The event in requested index is outdated and cleared", ErrorCode.COMPACTED),
    STANDBY_INTERNAL(402, 400, "Standby Internal Error", ErrorCode.UNKNOWN),
    INVALID_ACTIVE_SIZE(403, 400, "Invalid active size", ErrorCode.INVALID_ARGUMENT),
    INVALID_REMOVE_DELAY(404, 400, "Standby remove delay", ErrorCode.INVALID_ARGUMENT),
    CLIENT_INTERNAL(500, 400, "Client Internal Error", ErrorCode.UNKNOWN);

    private static final Map<Integer, V2Codes> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(V2Codes::number, Function.identity()));

    private final int number;
    private final int status;
    private final String text;
    private final ErrorCode code;

    V2Codes(int number, int status, String text, ErrorCode code) {
        this.number = number;
        this.status = status;
        this.text = text;
        this.code = code;
    }

    /** The API's number. */
    public int number() {
        return number;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The API's text. */
    public String text() {
        return text;
    }

    /** The client's own code. */
    public ErrorCode code() {
        return code;
    }

    /** The client's own code for a number of the API, also for one that nobody knows. */
    public static ErrorCode code(int number) {
        V2Codes known = BY_NUMBER.get(number);
        return known == null ? ErrorCode.UNKNOWN : known.code;
    }
}
