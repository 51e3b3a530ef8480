package dev.tercet.conformance.recipes;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that takes a lock, and says in files what it has, and what it hears when it goes on after a pause. */
final class PausedHolder {
    private PausedHolder() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[2]);
        try (EtcdClient etcd = EtcdClient.connect(args[0]);
                Session session = Recipes.of(etcd).openSession(Duration.ofSeconds(2));
                HeldLock held = session.lock(args[1]).acquire()) {
            say(folder, "token", Long.toString(held.fencingToken()));
            String reason = held.lost().get(60, TimeUnit.SECONDS).reason().name();
            say(folder, "lost", reason + " " + held.isHeld() + " " + held.release());
        }
    }

    /** Whole or not at all, for who waits for the file. */
    private static void say(Path folder, String name, String text) throws Exception {
        Path draft = Files.writeString(folder.resolve(name + ".draft"), text);
        Files.move(draft, folder.resolve(name));
    }
}
