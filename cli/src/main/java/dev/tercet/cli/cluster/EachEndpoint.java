package dev.tercet.cli.cluster;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.Clients;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Waiting;
import dev.tercet.error.EtcdException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that a command asks one by one, each by a client of its own, so that none answers for another. Their names are what the
 * user wrote, or with {@code --cluster} what the members say of themselves.
 */
public final class EachEndpoint implements AutoCloseable {
    private final List<Place> places = new ArrayList<>();

    private EachEndpoint() {}

    /** One endpoint: its name, and a client of it alone. */
    private record Place(String name, EtcdClient etcd, boolean ours) {}

    /**
     * What one endpoint answered. Exactly one of answer and failure is there.
     *
     * @param endpoint the endpoint
     * @param answer what it said
     * @param failure why it said nothing
     */
    public record Answer<T>(
            String endpoint, @Nullable T answer, @Nullable EtcdException failure) {}

    /** Those of the settings, or with {@code wholeCluster} those of all members. */
    public static EachEndpoint of(Cli cli, boolean wholeCluster) {
        EachEndpoint each = new EachEndpoint();
        // Not every way from here leads to where it is read first.
        cli.format();
        if (cli.settings().isEmbedded()) {
            cli.etcd().endpoints().forEach(name -> each.places.add(new Place(name, cli.etcd(), false)));
            return each;
        }
        boolean looked = cli.settings().has(Setting.DISCOVERY_SRV);
        List<String> names = wholeCluster ? ofMembers(cli) : looked ? cli.etcd().endpoints() : named(cli);
        if (names.size() == 1 && !wholeCluster) {
            each.places.add(new Place(names.get(0), cli.etcd(), false));
            return each;
        }
        return of(cli, names);
    }

    /** These. */
    public static EachEndpoint of(Cli cli, List<String> names) {
        EachEndpoint each = new EachEndpoint();
        try {
            for (String name : names) {
                each.places.add(new Place(name, Clients.of(cli.settings(), List.of(name)), true));
            }
            return each;
        } catch (RuntimeException e) {
            each.close();
            throw e;
        }
    }

    private static List<String> named(Cli cli) {
        return cli.settings().endpoints().stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static List<String> ofMembers(Cli cli) {
        return cli.etcd().cluster().members().members().stream()
                .flatMap(member -> member.clientUrls().stream())
                .toList();
    }

    /** Their names. */
    public List<String> names() {
        return places.stream().map(Place::name).toList();
    }

    /** Where they are, as URLs. */
    public List<String> urls() {
        return places.stream().map(place -> place.etcd().endpoints().get(0)).toList();
    }

    /** What is asked of one endpoint. */
    @FunctionalInterface
    public interface Question<T> {
        /**
         * Asks it.
         *
         * @param name what the user calls the endpoint
         * @param etcd a client of it alone
         * @param at what the client calls it
         */
        CompletableFuture<T> ask(String name, AsyncEtcdClient etcd, String at);
    }

    /** Asks all of them at the same time, and waits for every answer; they come in the order of the endpoints. */
    public <T> List<Answer<T>> ask(Question<T> question) {
        List<CompletableFuture<T>> answers =
                places.stream().map(place -> ask(place, question)).toList();
        List<Answer<T>> all = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            all.add(answer(places.get(i).name(), answers.get(i)));
        }
        return all;
    }

    /** Asks one after another, and hands on each answer before it asks the next. */
    public <T> void askInTurn(Question<T> question, Consumer<Answer<T>> taker) {
        for (Place place : places) {
            taker.accept(answer(place.name(), ask(place, question)));
        }
    }

    /** Its client's name for it is a URL, also where the user wrote none. */
    private static <T> CompletableFuture<T> ask(Place place, Question<T> question) {
        return question.ask(
                place.name(), place.etcd().async(), place.etcd().endpoints().get(0));
    }

    private static <T> Answer<T> answer(String name, CompletableFuture<T> future) {
        try {
            return new Answer<>(name, Waiting.on(future), null);
        } catch (EtcdException e) {
            return new Answer<>(name, null, e);
        }
    }

    @Override
    public void close() {
        places.stream().filter(Place::ours).forEach(place -> place.etcd().close());
    }
}
