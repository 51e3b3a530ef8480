package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.status.CodeNames;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.Set;

/** Why a watch may not be, in the words of etcd: here it writes out the whole status, which it does nowhere else. */
final class Refusals {
    private static final Set<String> ITS_OWN = Set.of(
            EtcdErrors.INVALID_AUTH_TOKEN.text(),
            EtcdErrors.REVISION_OF_AUTH_STORE_IS_OLD.text(),
            EtcdErrors.USER_NAME_IS_EMPTY.text());

    private Refusals() {}

    static String reason(EtcdError error) {
        EtcdError told = ITS_OWN.contains(error.text()) ? error : EtcdErrors.PERMISSION_DENIED;
        return "rpc error: code = " + CodeNames.inGo(told.code()) + " desc = " + told.text();
    }
}
