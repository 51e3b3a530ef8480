package dev.tercet.cli.bolt;

import java.util.BitSet;

/** Which pages were seen, so that none is seen twice and none is lost. What leads in circles ends here. */
final class Pages {
    private static final int FREELIST = 0x10;
    private static final int MANY = 0xFFFF;

    private final Window file;
    private final Meta meta;
    private final BitSet reached = new BitSet();
    private final BitSet free = new BitSet();

    Pages(Window file, Meta meta) {
        this.file = file;
        this.meta = meta;
        if (meta.pages() < 2 || meta.pages() > Integer.MAX_VALUE || meta.pages() > file.end() / meta.pageSize()) {
            throw new Broken("was cut: it should have " + Long.toUnsignedString(meta.pages()) + " pages of "
                    + meta.pageSize() + " bytes, and has " + file.end() / meta.pageSize());
        }
        reached.set(0, 2);
        if (meta.freelist() != -1) {
            readFree();
        }
    }

    /** A page that something leads to. */
    BoltPage page(long id) {
        if (id < 2 || id >= meta.pages()) {
            throw new Broken("leads to page " + Long.toUnsignedString(id) + " of " + meta.pages());
        }
        long at = id * meta.pageSize();
        long further = file.u32(at + 12);
        if (file.u64(at) != id || id + further >= meta.pages()) {
            throw new Broken("is broken at page " + id + ": its head makes no sense");
        }
        for (int each = (int) id; each <= id + further; each++) {
            if (reached.get(each) || free.get(each)) {
                throw new Broken("is broken: page " + each + " is used twice");
            }
            reached.set(each);
        }
        return new BoltPage(id, at, at + (1 + further) * meta.pageSize(), file.u16(at + 8), file.u16(at + 10));
    }

    private void readFree() {
        BoltPage page = page(meta.freelist());
        if (page.flags() != FREELIST) {
            throw new Broken("is broken at page " + page.id() + ": it is not the list of free pages");
        }
        long at = page.at() + Meta.HEADER;
        long count = page.count();
        if (count == MANY) {
            count = file.u64(at);
            at += Long.BYTES;
        }
        if (count < 0 || count > (page.end() - at) / Long.BYTES) {
            throw new Broken("is broken at page " + page.id() + ": its list is longer than the page");
        }
        for (long i = 0; i < count; i++) {
            long id = file.u64(at + i * Long.BYTES);
            if (id < 2 || id >= meta.pages() || reached.get((int) id) || free.get((int) id)) {
                throw new Broken("is broken: page " + Long.toUnsignedString(id) + " cannot be free");
            }
            free.set((int) id);
        }
    }

    /** Whether all pages were seen or are free. Without a list of free ones, those not seen are. */
    void checkAllSeen() {
        if (meta.freelist() == -1) {
            return;
        }
        for (int id = reached.nextClearBit(0); id < meta.pages(); id = reached.nextClearBit(id + 1)) {
            if (!free.get(id)) {
                throw new Broken("is broken: page " + id + " is neither used nor free");
            }
        }
    }
}
