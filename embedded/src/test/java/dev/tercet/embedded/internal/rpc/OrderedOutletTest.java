package dev.tercet.embedded.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.status.EtcdError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderedOutletTest {
    private final List<String> heard = new ArrayList<>();
    private final OrderedOutlet<String> outlet = new OrderedOutlet<>(new Outlet<>() {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void message(String message) {
            if (message.isEmpty()) {
                throw new IllegalStateException("a broken front");
            }
            heard.add(message);
        }

        @Override
        public void end(@Nullable EtcdError error) {
            heard.add("end");
        }

        @Override
        public void lose() {
            heard.add("lost");
        }
    });

    @Test
    void aWordThatCannotBeSaidDoesNotSilenceIt() {
        outlet.message("");
        outlet.message("one");
        outlet.end(null);
        outlet.message("two");
        outlet.lose();
        assertThat(heard).containsExactly("one", "end");
    }
}
