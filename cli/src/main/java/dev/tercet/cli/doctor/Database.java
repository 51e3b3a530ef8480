package dev.tercet.cli.doctor;

import dev.tercet.cli.output.GoText;
import dev.tercet.maintenance.Status;

/** How full a member's database is, and how much of it is air. */
final class Database {
    private static final long PERCENT = 100;
    private static final long FULL = 95;
    private static final long NEARLY = 80;
    private static final long HALF = 50;
    private static final long SMALL = 100_000_000;

    private Database() {}

    static Finding look(String endpoint, Status status) {
        long size = status.dbSize();
        long unused = status.dbSizeInUse() == 0 ? 0 : size - status.dbSizeInUse();
        String text = endpoint + ": " + GoText.size(size) + ", of which " + GoText.size(size - unused) + " in use; ";
        if (status.dbSizeQuota() == 0) {
            text += "how much it may have, etcd tells from 3.6 on";
        } else {
            text += "it may have " + GoText.size(status.dbSizeQuota());
        }
        long share = status.dbSizeQuota() == 0 ? 0 : size * PERCENT / status.dbSizeQuota();
        boolean airy = size > SMALL && unused * PERCENT / size > HALF;
        if (airy) {
            text += "; 'defrag' gives " + GoText.size(unused) + " back";
        } else if (share > NEARLY) {
            text += "; compact its history and defragment it, or raise --quota-backend-bytes";
        }
        return share > FULL
                ? Finding.bad("database", text)
                : airy || share > NEARLY ? Finding.warn("database", text) : Finding.ok("database", text);
    }
}
