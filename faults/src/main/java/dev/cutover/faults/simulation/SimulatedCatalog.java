package dev.cutover.faults.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names and ids as Materialize keeps them: ids stay with their contents, names move (FINDINGS 13), and a DDL transaction fails
 * when anybody changed the catalog meanwhile (FINDINGS 4).
 */
final class SimulatedCatalog {
    private final Map<String, String> places = new TreeMap<>();
    private final Map<String, Item> items = new TreeMap<>();
    private final Map<String, String> makers = new HashMap<>();
    private final Map<String, Integer> alterations = new HashMap<>();
    private FenceMark fence = FenceMark.FIRST;
    private long revision;
    private int lastId = 1;

    /** A rename within one transaction; a swap is three of them. */
    record Rename(String from, String to) {}

    /** A transaction that began with a rename of the fence. */
    record Block(FenceMark next, long revision, long begunMillis) {}

    FenceMark fence() {
        return fence;
    }

    String idOf(String place) {
        return places.get(place);
    }

    Optional<String> nameOf(String id) {
        return places.entrySet().stream()
                .filter(place -> place.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Name and id of every place that a deployment made. */
    Map<String, String> placesOf(String maker) {
        Map<String, String> made = new TreeMap<>();
        places.forEach((name, id) -> {
            if (maker.equals(makers.get(id))) {
                made.put(name, id);
            }
        });
        return made;
    }

    /** Who made something, whether or not it is still there. */
    String makerOf(String id) {
        return makers.get(id);
    }

    Map<String, String> places() {
        return new TreeMap<>(places);
    }

    String create(String place, String maker) {
        revision++;
        String id = "u" + ++lastId;
        places.put(place, id);
        makers.put(id, maker);
        return id;
    }

    String createItem(String name, String schemaId, String clusterId, String maker) {
        revision++;
        String id = "u" + ++lastId;
        items.put(id, new Item(id, name, schemaId, clusterId, maker));
        makers.put(id, maker);
        return id;
    }

    boolean exists(String id) {
        return items.containsKey(id) || places.containsValue(id);
    }

    List<Item> itemsIn(String placeId) {
        return items.values().stream()
                .filter(item ->
                        item.schemaId().equals(placeId) || item.clusterId().equals(placeId))
                .toList();
    }

    List<Item> itemsOf(String maker) {
        return items.values().stream()
                .filter(item -> item.maker().equals(maker))
                .toList();
    }

    void drop(String id) {
        if (items.remove(id) != null || places.values().remove(id)) {
            revision++;
        }
    }

    boolean rename(String from, String to) {
        if (!places.containsKey(from) || places.containsKey(to)) {
            return false;
        }
        revision++;
        places.put(to, places.remove(from));
        return true;
    }

    /** Changes grants or options of something; nothing moves. */
    void alter(String id) {
        revision++;
        alterations.merge(id, 1, Integer::sum);
    }

    /** A change that concerns none of the deployments. */
    void touchElsewhere() {
        revision++;
    }

    String fingerprint(List<String> ids) {
        List<String> parts = new ArrayList<>();
        for (String id : ids) {
            parts.add(id + (exists(id) ? "" : " gone") + " " + alterations.getOrDefault(id, 0));
            itemsIn(id).forEach(item -> parts.add(item.id() + " " + alterations.getOrDefault(item.id(), 0)));
        }
        return String.join(",", parts);
    }

    /** Begins; empty when the fence has another name by now. */
    Optional<Block> begin(FenceMark expected, FenceMark next, long nowMillis) {
        return fence.equals(expected) ? Optional.of(new Block(next, revision, nowMillis)) : Optional.empty();
    }

    /** Commits when nobody changed anything since, all renames or none. */
    boolean commit(Block block, List<Rename> renames) {
        if (block.revision() != revision || !possible(renames)) {
            return false;
        }
        renames.forEach(rename -> places.put(rename.to(), places.remove(rename.from())));
        fence = block.next();
        revision++;
        return true;
    }

    private boolean possible(List<Rename> renames) {
        Map<String, String> tried = new HashMap<>(places);
        for (Rename rename : renames) {
            if (!tried.containsKey(rename.from()) || tried.containsKey(rename.to())) {
                return false;
            }
            tried.put(rename.to(), tried.remove(rename.from()));
        }
        return true;
    }
}
