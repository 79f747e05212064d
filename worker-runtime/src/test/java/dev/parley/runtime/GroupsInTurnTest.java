package dev.parley.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GroupsInTurnTest {
    private final GroupsInTurn<String> keys = new GroupsInTurn<>(Dispatcher::group);

    @Test
    void groupWithAThousandKeysGetsASlotInTurnWithTheOthers() {
        for (int i = 1; i <= 1_000; i++) {
            keys.add("hostile/c" + i);
        }
        keys.add("quiet/c1");
        keys.add("quiet/c2");
        keys.add("other/c1");

        var order = new ArrayList<String>();
        for (var key = keys.next(); key != null; key = keys.next()) {
            order.add(key);
        }

        assertThat(order)
                .hasSize(1_003)
                .startsWith(
                        "hostile/c1",
                        "quiet/c1",
                        "other/c1",
                        "hostile/c2",
                        "quiet/c2",
                        "hostile/c3",
                        "hostile/c4");
        assertThat(keys.isEmpty()).isTrue();
    }

    @Test
    void keyOfNoGroupIsAGroupByItself() {
        keys.add("one");
        keys.add("acme/c1");
        keys.add("acme/c2");
        keys.add("two");
        assertThat(keys.next()).isEqualTo("one");
        assertThat(keys.next()).isEqualTo("acme/c1");
        assertThat(keys.next()).isEqualTo("two");
        assertThat(keys.next()).isEqualTo("acme/c2");
        assertThat(keys.next()).isNull();
    }

    @Test
    void slotsAreTakenInThatOrder() throws Exception {
        var order = new CopyOnWriteArrayList<String>();
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(5);
        var slots =
                new HandlerSlots<String>(
                        1,
                        keys,
                        key -> {
                            await(go);
                            order.add(key);
                            done.countDown();
                        },
                        Thread.ofVirtual().factory());
        for (int i = 1; i <= 4; i++) {
            slots.offer("hostile/c" + i);
        }
        slots.offer("quiet/c1");

        go.countDown();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(order.indexOf("quiet/c1")).isLessThanOrEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
