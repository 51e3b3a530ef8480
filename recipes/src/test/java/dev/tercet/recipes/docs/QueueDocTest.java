package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.queue.DeadLetter;
import dev.tercet.recipes.queue.FifoQueue;
import dev.tercet.recipes.queue.PriorityQueue;
import dev.tercet.recipes.queue.WorkItem;
import dev.tercet.recipes.queue.WorkQueue;
import dev.tercet.recipes.queue.Worker;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page on queues. */
@EtcdTest
class QueueDocTest {
    private final List<String> shrunk = new ArrayList<>();

    private void shrink(String picture) {
        shrunk.add(picture);
    }

    @Test
    void itemsComeOutInOrder(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        FifoQueue queue = recipes.fifoQueue("mail/out");
        queue.put("to ann");
        queue.put("to bob");
        String next = queue.take().utf8();
        Optional<Bytes> second = queue.poll(Duration.ofSeconds(1));
        Optional<Bytes> third = queue.poll();
        assertThat(next).isEqualTo("to ann");
        assertThat(second).contains(Bytes.of("to bob"));
        assertThat(third).isEmpty();
    }

    @Test
    void theWorstFirst(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        PriorityQueue alarms = recipes.priorityQueue("alarms");
        alarms.put(9, "disk at 80 %");
        alarms.put(1, "disk full");
        String worst = alarms.take().utf8();
        assertThat(worst).isEqualTo("disk full");
    }

    @Test
    void workIsCompleted(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        WorkQueue queue = recipes.workQueue("thumbnails");
        queue.submit("cat.jpg");
        try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
            Worker worker = session.worker("thumbnails", 5);
            WorkItem item = worker.take();
            try {
                shrink(item.text());
                item.complete();
            } catch (IllegalStateException e) {
                item.release();
            }
        }
        assertThat(shrunk).containsExactly("cat.jpg");
        assertThat(queue.size()).isZero();
    }

    @Test
    void deadLettersAreRequeued(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        WorkQueue queue = recipes.workQueue("thumbnails");
        queue.submit("broken.jpg");
        try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
            session.worker("thumbnails", 5).take().bury();
        }
        assertThat(queue.size()).isZero();
        for (DeadLetter letter : queue.deadLetters(100)) {
            queue.requeue(letter.id());
        }
        assertThat(queue.size()).isEqualTo(1);
    }
}
