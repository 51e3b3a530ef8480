package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;

/**
 * The keys of a queue.
 *
 * <p>An item's key ends with its number: the revision of the store as its putter knew it, nineteen digits, a dot, and three digits
 * for its place in its batch. Numbers only rise, so nothing comes before an item that was there; what is put back is set apart
 * with a minus sign, which sorts before digits. Behind the number of work whose last claim does not count is how often it was claimed
 * before.
 */
final class QueueKeys {
    private static final Bytes BACK = Bytes.of("-");
    private static final Bytes AFTER_BACK = Bytes.of(".");
    private static final int DIGITS = 19;

    private final Bytes name;
    private final Bytes items;

    QueueKeys(Bytes name) {
        this.name = name;
        this.items = part("item");
    }

    private Bytes part(String what) {
        return name.plus(Bytes.of("/" + what + "/"));
    }

    Bytes name() {
        return name;
    }

    /** Before the number of an item. */
    Bytes items() {
        return items;
    }

    /** Before the number of an item of this priority. */
    Bytes items(int priority) {
        return items.plus(Bytes.of(String.format("%08x/", priority ^ Integer.MIN_VALUE)));
    }

    /** All items. */
    KeyRange all() {
        return KeyRange.prefix(items);
    }

    /** Those put back, which come first. */
    KeyRange back() {
        return back(items);
    }

    /** Those put at the end, from this one on; empty is the first. */
    KeyRange front(Bytes from) {
        return front(items, from);
    }

    private static KeyRange back(Bytes prefix) {
        return KeyRange.between(prefix.plus(BACK), prefix.plus(AFTER_BACK));
    }

    private static KeyRange front(Bytes prefix, Bytes from) {
        return KeyRange.between(from.isEmpty() ? prefix.plus(AFTER_BACK) : from, KeyRange.endOfPrefix(prefix));
    }

    boolean isBack(Bytes item) {
        return item.from(items.length()).startsWith(BACK);
    }

    /** The key under which an item is put back. */
    Bytes putBack(Bytes item) {
        return isBack(item) ? item : items.plus(BACK).plus(item.from(items.length()));
    }

    /** What names an item within its queue, whether or not it was put back. */
    String id(Bytes item) {
        return parts(item)[0];
    }

    // The id, and what comes behind it: the attempts, and perhaps nothing.
    private String[] parts(Bytes item) {
        String number = item.from(items.length()).utf8();
        return (isBack(item) ? number.substring(1) : number).split("-", -1);
    }

    /** How often an item of work was claimed: its first version is from when it got its key, and each claim makes another. */
    long attempts(KeyValue item) {
        String[] parts = parts(item.key());
        return (parts.length > 1 ? Long.parseLong(parts[1]) : 0) + item.version() - 1;
    }

    /** Another key for an item of work that counts as claimed so often, since a transaction cannot delete a key and put it. */
    Bytes anew(Bytes item, long attempts) {
        Bytes once = requeued(id(item)).plus(Bytes.of("-" + attempts));
        return item.equals(once) ? once.plus(BACK) : once;
    }

    /** All claims. */
    KeyRange claims() {
        return KeyRange.prefix(part("claim"));
    }

    /** The claims of items that were put back. */
    KeyRange claimsBack() {
        return back(part("claim"));
    }

    /** The claims of items from this one on; empty is the first. */
    KeyRange claimsFront(Bytes item) {
        return front(part("claim"), item.isEmpty() ? item : claim(item));
    }

    Bytes claim(Bytes item) {
        return part("claim").plus(item.from(items.length()));
    }

    /** The item that a claim is for. */
    Bytes claimed(Bytes claim) {
        return items.plus(claim.from(part("claim").length()));
    }

    /** All dead letters. */
    KeyRange dead() {
        return KeyRange.prefix(part("dead"));
    }

    Bytes dead(String id) {
        return part("dead").plus(Bytes.of(id));
    }

    String deadId(Bytes dead) {
        return dead.from(part("dead").length()).utf8();
    }

    /** The item that a dead letter becomes again. */
    Bytes requeued(String id) {
        return items.plus(BACK).plus(Bytes.of(id));
    }

    /** Holds the greatest number, and the id of the call that used it. */
    Bytes tail() {
        return name.plus(Bytes.of("/tail"));
    }

    /** Holds the id of the call that took last. */
    Bytes taken() {
        return name.plus(Bytes.of("/taken"));
    }

    /** While it is there, the call of this id has no effect. */
    Bytes fence(String call) {
        return part("fence").plus(Bytes.of(call));
    }

    /** A number, as it is in keys. */
    static Bytes number(long revision, int index) {
        return Bytes.of(padded(revision, DIGITS) + "." + padded(index, 3));
    }

    /** The revision in the value of the tail. */
    static long revisionOf(Bytes tail) {
        return Long.parseLong(tail.utf8().substring(0, DIGITS));
    }

    private static String padded(long number, int digits) {
        String plain = Long.toString(number);
        return "0".repeat(digits - plain.length()) + plain;
    }
}
