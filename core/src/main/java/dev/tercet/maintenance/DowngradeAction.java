package dev.tercet.maintenance;

/**
 * What to do about a downgrade.
 *
 * @since 0.1
 */
public enum DowngradeAction {
    /** Check whether it could be done. */
    VALIDATE,
    /** Begin. */
    ENABLE,
    /** Give up. */
    CANCEL
}
