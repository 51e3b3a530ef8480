package dev.tercet.embedded.internal.front.http;

/** A request that has its answer before its body was looked at. */
enum Answered implements Exchange {
    ALREADY;

    @Override
    public void body(byte[] piece) {}

    @Override
    public void bodyEnd() {}

    @Override
    public void writable() {}

    @Override
    public void gone() {}
}
