package dev.tercet.benchmarks;

/** A client that can do nothing, for those that can do one thing. */
class NoClient implements BenchClient {
    @Override
    public void put(byte[] key, byte[] value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int get(byte[] key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAsync(byte[] key, byte[] value, Done done) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void getAsync(byte[] key, Done done) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long range(byte[] prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription watch(byte[] prefix, Events events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
