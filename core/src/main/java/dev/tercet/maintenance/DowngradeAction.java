package dev.tercet.maintenance;

/** What to do about a downgrade. */
public enum DowngradeAction {
    /** Check whether it could be done. */
    VALIDATE,
    /** Begin. */
    ENABLE,
    /** Give up. */
    CANCEL
}
