package io.sluicegate.console.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest elements, as many as the limit allows, newest first. */
final class Newest<T> {
    private final int limit;
    private final Deque<T> elements = new ArrayDeque<>();

    Newest(int limit) {
        this.limit = limit;
    }

    void add(T element) {
        if (elements.size() == limit) {
            elements.removeLast();
        }
        elements.addFirst(element);
    }

    List<T> toList() {
        return List.copyOf(elements);
    }
}
