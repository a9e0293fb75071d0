package io.firedrill.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A list's address, read and written: what is filtered, how it is sorted, which page is shown. */
record ListView(String path, Map<String, String> query) {
    private static final String PAGE = "page";
    private static final String SORT = "sort";

    ListView {
        var given = new LinkedHashMap<String, String>();
        query.forEach((name, value) -> {
            if (!value.isBlank()) given.put(name, value.strip());
        });
        query = Map.copyOf(given);
    }

    public String get(String name) {
        return query.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return get(name).equals(value);
    }

    /** What the list is asked for; pages are cut elsewhere. */
    Map<String, String> filters() {
        return query.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(PAGE))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether anything narrows the list. */
    public boolean filtered() {
        return filters().keySet().stream().anyMatch(name -> !name.equals(SORT));
    }

    public int page() {
        return get(PAGE).matches("[1-9][0-9]{0,3}") ? Integer.parseInt(get(PAGE)) : 1;
    }

    /** The same list with one thing changed, from its first page. */
    public String with(String name, String value) {
        var changed = new LinkedHashMap<String, String>(filters());
        if (value.isEmpty()) changed.remove(name);
        else changed.put(name, value);
        return address(path, changed);
    }

    /** The same list, that many pages further. */
    public String turn(int pages) {
        var changed = new LinkedHashMap<String, String>(filters());
        if (page() + pages > 1) changed.put(PAGE, String.valueOf(page() + pages));
        return address(path, changed);
    }

    /** The same list in another form, all of it. */
    public String as(String otherPath) {
        return address(otherPath, filters());
    }

    /** A column's head: sorts by it, and the other way round when it is sorted so already. */
    public String sort(String first, String second) {
        return with(SORT, is(SORT, first) ? second : first);
    }

    /** {@code ascending}, {@code descending} or {@code none}, for a column with these two orders. */
    public String sorted(String ascending, String descending) {
        var now = get(SORT);
        if (now.equals(ascending)) return "ascending";
        return now.equals(descending) ? "descending" : "none";
    }

    /** What can be chosen, with what is chosen although it is not known. */
    List<String> choices(String name, List<String> known) {
        var all = new TreeSet<>(known);
        if (!get(name).isEmpty()) all.add(get(name));
        return List.copyOf(all);
    }

    private static String address(String path, Map<String, String> query) {
        if (query.isEmpty()) return path;
        return path + "?"
                + query.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
