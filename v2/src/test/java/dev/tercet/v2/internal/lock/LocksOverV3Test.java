package dev.tercet.v2.internal.lock;

/** The same on the v3 store. */
class LocksOverV3Test extends LocksOnServer {
    @Override
    Site site() {
        return new Site.OverV3();
    }
}
